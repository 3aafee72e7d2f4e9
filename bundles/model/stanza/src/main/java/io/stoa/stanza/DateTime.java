package io.stoa.stanza;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Moments as XMPP writes them: the DateTime profile of XEP-0082 §3.2. Stateless. */
public final class DateTime {

    private DateTime() {}

    /** Writes a moment in UTC, with as many digits of the second as it has. */
    public static String write(Instant moment) {
        return DateTimeFormatter.ISO_INSTANT.format(moment);
    }

    /** Reads a moment; empty for a text that is none. */
    public static Optional<Instant> read(String text) {
        if (text.isEmpty()) {
            // an attribute that is not there: an exception for each is dear where many enter a room
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
