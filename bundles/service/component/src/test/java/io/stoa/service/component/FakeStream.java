package io.stoa.service.component;

import io.stoa.stanza.StreamError;
import io.stoa.stream.PeerStream;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream that records what is written. */
final class FakeStream implements PeerStream {

    final List<Element> written = new ArrayList<>();
    Optional<StreamError> closed = Optional.empty();
    long pending;
    int probes;

    @Override
    public String domain() {
        return "irc.stoa.example";
    }

    @Override
    public String id() {
        return "s1";
    }

    @Override
    public String origin() {
        return "test";
    }

    @Override
    public void trusted() {}

    @Override
    public void write(Element element) {
        written.add(element);
    }

    @Override
    public void probe() {
        probes++;
    }

    @Override
    public long pendingBytes() {
        return pending;
    }

    @Override
    public void close(StreamError reason) {
        closed = Optional.of(reason);
    }
}
