package io.stoa.service.muc.model;

import io.stoa.muc.Affiliation;

/**
 * How an account is associated with a room. Immutable.
 *
 * @param affiliation the affiliation
 * @param nick the nickname that is reserved for it (XEP-0045 §7.10), or ""
 * @param reason why, a sentence for people, or ""
 * @param paired whether its account holds the other half: then it is worth nothing without that
 */
public record Membership(Affiliation affiliation, String nick, String reason, boolean paired) {

    /** What everybody else has. */
    public static final Membership NONE = new Membership(Affiliation.NONE, "", "");

    /** One that was not stored yet. */
    public Membership(Affiliation affiliation, String nick, String reason) {
        this(affiliation, nick, reason, false);
    }

    /** The same with the account's half. */
    public Membership inPair() {
        return new Membership(affiliation, nick, reason, true);
    }

    /** Tells whether there is nothing to keep. */
    public boolean blank() {
        return affiliation == Affiliation.NONE && nick.isEmpty();
    }

    /** Tells whether it is something that its account has been given. */
    public boolean given() {
        return !blank() && affiliation != Affiliation.OUTCAST;
    }
}
