package io.stoa.negotiation.ibr;

import io.stoa.auth.AccountException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

/** Why something was not done, in the words of XEP-0077. Stateless. */
final class Refusals {

    private Refusals() {}

    static StanzaException of(Condition condition, String text) {
        return new StanzaException(StanzaError.of(condition, text));
    }

    static StanzaException of(AccountException reason) {
        Condition condition =
                switch (reason.reason()) {
                    case EXISTS -> Condition.CONFLICT;
                    case UNKNOWN -> Condition.REGISTRATION_REQUIRED;
                    case ADDRESS, PASSWORD -> Condition.NOT_ACCEPTABLE;
                    case ELSEWHERE -> Condition.NOT_ALLOWED;
                };
        return of(condition, String.valueOf(reason.getMessage()));
    }
}
