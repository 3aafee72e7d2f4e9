package io.stoa.service.muc.handler;

import io.stoa.service.muc.model.History;
import io.stoa.service.muc.room.Muc;
import io.stoa.stanza.DateTime;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how much history a newcomer wants (XEP-0045 §7.2.14). Stateless. */
final class HistoryWish {

    private HistoryWish() {}

    /** What is no number, or no time, restricts nothing. */
    static History.Wish of(Element join, Instant now) {
        return join.child(Muc.NS, "history")
                .map(
                        history ->
                                new History.Wish(
                                        number(history, "maxchars"),
                                        number(history, "maxstanzas"),
                                        since(history, now)))
                .orElse(History.Wish.ALL);
    }

    private static Optional<Instant> since(Element history, Instant now) {
        OptionalInt seconds = number(history, "seconds");
        Optional<Instant> since = DateTime.read(history.attribute("since"));
        if (seconds.isEmpty()) {
            return since;
        }
        Instant lately = now.minusSeconds(seconds.getAsInt());
        return since.filter(lately::isBefore).or(() -> Optional.of(lately));
    }

    private static OptionalInt number(Element history, String attribute) {
        String text = history.attribute(attribute);
        return text.matches("[0-9]{1,9}")
                ? OptionalInt.of(Integer.parseInt(text))
                : OptionalInt.empty();
    }
}
