package io.stoa.info.last;

import io.stoa.storage.Codec;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.time.Instant;
import java.util.Optional;

/**
 * When an account was last there (XEP-0012 §3).
 *
 * @param time when its last session ended; empty while none has
 * @param status the text of its last unavailable presence, or ""
 * @param login when it last logged in; empty when that was before it was written down
 */
record Departure(Optional<Instant> time, String status, Optional<Instant> login) {

    private static final String TIME = "time";
    private static final String LOGIN = "login";

    /** Version 1 has no log-ins, and always a time. */
    static final StoreSpec<Departure> STORE =
            new StoreSpec<>(
                    "last",
                    2,
                    new Codec<>(Departure::write, (element, version) -> Departure.read(element)));

    private static final Departure NONE = new Departure(Optional.empty(), "", Optional.empty());

    /** Somebody has gone who had come at some time. */
    static Departure after(Optional<Departure> earlier, Instant login, Instant end, String status) {
        return new Departure(
                Optional.of(end), status, latest(earlier.flatMap(Departure::login), login));
    }

    /** Somebody who came at some time is still there. */
    static Departure during(Optional<Departure> earlier, Instant login) {
        Departure before = earlier.orElse(NONE);
        return new Departure(before.time, before.status, latest(before.login, login));
    }

    /** The sessions of an account need not end in the order in which they began. */
    private static Optional<Instant> latest(Optional<Instant> one, Instant other) {
        return one.filter(it -> it.isAfter(other)).or(() -> Optional.of(other));
    }

    private Element write() {
        Element element = Element.of(LastHandler.NAMESPACE, "query", new Text(status));
        return with(with(element, TIME, time), LOGIN, login);
    }

    private static Element with(Element element, String name, Optional<Instant> value) {
        return value.map(it -> element.with(name, it.toString())).orElse(element);
    }

    private static Departure read(Element element) {
        return new Departure(
                instant(element.attribute(TIME)),
                element.text(),
                instant(element.attribute(LOGIN)));
    }

    private static Optional<Instant> instant(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
