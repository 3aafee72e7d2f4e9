package io.stoa.stanza;

import java.util.Locale;
import java.util.Optional;

/** The types of a presence stanza (RFC 6121 §4.7.1). Thread-safe. */
public enum PresenceType {
    /** No {@code type} attribute: the sender is available. */
    AVAILABLE,
    /** The sender is no longer available. */
    UNAVAILABLE,
    /** The sender wishes to subscribe to the recipient's presence. */
    SUBSCRIBE,
    /** The sender has allowed the recipient to receive its presence. */
    SUBSCRIBED,
    /** The sender is unsubscribing from the recipient's presence. */
    UNSUBSCRIBE,
    /** A subscription request was denied, or a granted one was cancelled. */
    UNSUBSCRIBED,
    /** A request for an entity's current presence; servers only. */
    PROBE,
    /** An error about an earlier presence stanza. */
    ERROR;

    /** Returns the value of the {@code type} attribute, "" for {@link #AVAILABLE}. */
    public String wire() {
        return this == AVAILABLE ? "" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the attribute.
     *
     * @param wire the attribute's value, "" when absent
     * @return the type, or empty for a value RFC 6121 does not define
     */
    public static Optional<PresenceType> of(String wire) {
        for (PresenceType type : values()) {
            if (type.wire().equals(wire)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Tells whether this type manages a subscription (RFC 6121 §3). */
    public boolean isSubscription() {
        return switch (this) {
            case SUBSCRIBE, SUBSCRIBED, UNSUBSCRIBE, UNSUBSCRIBED -> true;
            default -> false;
        };
    }
}
