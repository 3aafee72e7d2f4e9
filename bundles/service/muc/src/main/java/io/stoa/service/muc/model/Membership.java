package io.stoa.service.muc.model;

import io.stoa.muc.Affiliation;

/**
 * How an account is associated with a room. Immutable.
 *
 * @param affiliation the affiliation
 * @param nick the nickname that is reserved for it (XEP-0045 §7.10), or ""
 * @param reason why, a sentence for people, or ""
 */
public record Membership(Affiliation affiliation, String nick, String reason) {

    /** What everybody else has. */
    public static final Membership NONE = new Membership(Affiliation.NONE, "", "");

    /** Tells whether there is nothing to keep. */
    public boolean blank() {
        return affiliation == Affiliation.NONE && nick.isEmpty();
    }
}
