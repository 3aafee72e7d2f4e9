package io.stoa.muc;

import java.util.Locale;
import java.util.Optional;

/**
 * A lasting association of an account with a room (XEP-0045 §5.2), the lowest first: each has the
 * privileges of the one before it. Thread-safe.
 */
public enum Affiliation {
    /** Banned. */
    OUTCAST,
    /** No association. */
    NONE,
    /** On the list of members. */
    MEMBER,
    /** Manages members and bans. */
    ADMIN,
    /** Configures the room. */
    OWNER;

    /** Returns the value of the {@code affiliation} attribute. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether this one has the privileges of another. */
    public boolean atLeast(Affiliation other) {
        return compareTo(other) >= 0;
    }

    /** Reads the attribute; empty for a value that is none. */
    public static Optional<Affiliation> of(String wire) {
        for (Affiliation affiliation : values()) {
            if (affiliation.wire().equals(wire)) {
                return Optional.of(affiliation);
            }
        }
        return Optional.empty();
    }
}
