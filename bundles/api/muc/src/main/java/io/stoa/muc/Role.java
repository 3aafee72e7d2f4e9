package io.stoa.muc;

import java.util.Locale;
import java.util.Optional;

/**
 * What an occupant may do during its visit (XEP-0045 §5.1), the lowest first: each has the
 * privileges of the one before it. Thread-safe.
 */
public enum Role {
    /** Not in the room. */
    NONE,
    /** Listens. */
    VISITOR,
    /** Speaks. */
    PARTICIPANT,
    /** Grants voice and kicks. */
    MODERATOR;

    /** Returns the value of the {@code role} attribute. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Tells whether this one has the privileges of another. */
    public boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }

    /** Reads the attribute; empty for a value that is none. */
    public static Optional<Role> of(String wire) {
        for (Role role : values()) {
            if (role.wire().equals(wire)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
