package io.stoa.jid;

import rocks.xmpp.precis.PrecisProfiles;

/** Nicknames in rooms (RFC 8266). Stateless. */
public final class Nickname {

    private Nickname() {}

    /**
     * Prepares a nickname for display.
     *
     * @throws JidException when it is not acceptable
     */
    public static String enforce(String nickname) {
        try {
            return PrecisProfiles.NICKNAME.enforce(nickname);
        } catch (IllegalArgumentException refused) {
            throw Part.NICKNAME.refuse(String.valueOf(refused.getMessage()));
        }
    }

    /** Tells whether two nicknames are the same to the eye (RFC 8266 §2.4). */
    public static boolean same(String one, String other) {
        return PrecisProfiles.NICKNAME
                .toComparableString(one)
                .equals(PrecisProfiles.NICKNAME.toComparableString(other));
    }
}
