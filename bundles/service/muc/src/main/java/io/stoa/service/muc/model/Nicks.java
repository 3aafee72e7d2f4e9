package io.stoa.service.muc.model;

import io.stoa.jid.JidException;
import io.stoa.jid.Nickname;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

/** The rules of nicknames: the PRECIS profile of RFC 8266, and a length. Stateless. */
public final class Nicks {

    private Nicks() {}

    /**
     * Returns a nickname as the room shows it.
     *
     * @throws StanzaException with {@code jid-malformed} when it is none (XEP-0045 §7.2.2, §15.1)
     */
    public static String shown(String nick, int length) {
        try {
            String shown = Nickname.enforce(nick);
            if (shown.codePointCount(0, shown.length()) <= length) {
                return shown;
            }
        } catch (JidException none) {
            throw new StanzaException(
                    StanzaError.of(Condition.JID_MALFORMED, String.valueOf(none.getMessage())));
        }
        throw new StanzaException(
                StanzaError.of(
                        Condition.NOT_ACCEPTABLE,
                        "a nickname may have " + length + " characters, not more"));
    }

    /** Returns the form in which nicknames are compared; what is none is itself. */
    public static String key(String nick) {
        if (nick.isEmpty()) {
            return "";
        }
        try {
            return Nickname.comparable(nick);
        } catch (JidException none) {
            return nick;
        }
    }
}
