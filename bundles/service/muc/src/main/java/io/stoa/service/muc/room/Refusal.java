package io.stoa.service.muc.room;

import io.stoa.jid.JidException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

/** Why a room does not do what it is asked for. Stateless. */
public final class Refusal {

    private Refusal() {}

    /** The error of a condition. */
    public static StanzaException of(Condition condition) {
        return new StanzaException(condition);
    }

    /** The error of a condition, with a sentence for people. */
    public static StanzaException of(Condition condition, String text) {
        return new StanzaException(StanzaError.of(condition, text));
    }

    /** A text is no address. */
    public static StanzaException malformed(JidException why) {
        return of(Condition.JID_MALFORMED, String.valueOf(why.getMessage()));
    }

    /** There is too much of something; later there may not be. */
    public static StanzaException tooMany(String what) {
        return new StanzaException(
                StanzaError.of(
                        ErrorType.WAIT,
                        Condition.POLICY_VIOLATION,
                        "too many " + what + " in too short a time"));
    }
}
