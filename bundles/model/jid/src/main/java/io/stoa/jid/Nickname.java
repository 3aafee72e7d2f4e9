package io.stoa.jid;

import rocks.xmpp.precis.PrecisProfiles;

/**
 * Nicknames (PRECIS profile Nickname, RFC 8266), as rooms have them.
 *
 * <p>Stateless and thread-safe.
 */
public final class Nickname {

    private Nickname() {}

    /**
     * The form of a nickname that is shown and kept: capitals stay, spaces are trimmed and single,
     * compatibility forms are resolved (RFC 8266 §2.3).
     *
     * @param nickname as a person wrote it
     * @return the enforced form, 1 to 1023 octets
     * @throws JidException when it is not a nickname
     */
    public static String enforce(String nickname) {
        check(nickname);
        return checked(Precis.enforce(PrecisProfiles.NICKNAME, Part.NICKNAME, nickname));
    }

    /**
     * The form in which nicknames are compared: {@link #enforce} without regard to case (RFC 8266
     * §2.4). Not to be shown.
     *
     * @param nickname as a person wrote it
     * @return the form to compare, equal for nicknames that must not be taken by two people
     * @throws JidException when it is not a nickname
     */
    public static String comparable(String nickname) {
        // of the enforced form: what is shown alike is compared alike, whatever was typed
        String shown = enforce(nickname);
        try {
            return checked(PrecisProfiles.NICKNAME.toComparableString(shown));
        } catch (IllegalArgumentException refused) {
            throw Part.NICKNAME.refuse("is not allowed by PRECIS: " + refused.getMessage());
        }
    }

    /** The library trims control characters like spaces, where RFC 8264 §9.12 refuses them. */
    private static void check(String nickname) {
        Part.NICKNAME.checkRaw(nickname);
        if (nickname.chars().anyMatch(Character::isISOControl)) {
            throw Part.NICKNAME.refuse("has a control character");
        }
    }

    private static String checked(String enforced) {
        Precis.checkVisible(Part.NICKNAME, enforced);
        return Part.NICKNAME.checked(enforced);
    }
}
