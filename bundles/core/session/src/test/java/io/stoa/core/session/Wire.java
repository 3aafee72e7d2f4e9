package io.stoa.core.session;

import io.stoa.session.Outlet;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamError;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream as a list of what was written: ids of stanzas, names of nonzas. Not thread-safe. */
final class Wire implements Outlet {

    private final List<String> written = new ArrayList<>();
    private Optional<StreamError> closed = Optional.empty();

    /** Takes what was written since the last time. */
    List<String> take() {
        List<String> taken = List.copyOf(written);
        written.clear();
        return taken;
    }

    Optional<StreamError> closed() {
        return closed;
    }

    @Override
    public void write(Stanza stanza) {
        written.add(stanza.id());
    }

    @Override
    public void nonza(Element nonza) {
        written.add("<" + nonza.local() + nonza.attribute("h") + ">");
    }

    @Override
    public void close(StreamError reason) {
        closed = Optional.of(reason);
    }

    @Override
    public boolean release(StreamError reason) {
        close(reason);
        return true;
    }

    @Override
    public boolean encrypted() {
        return true;
    }

    @Override
    public String origin() {
        return "test";
    }
}
