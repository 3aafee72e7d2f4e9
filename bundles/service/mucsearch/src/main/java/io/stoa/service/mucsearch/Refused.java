package io.stoa.service.mucsearch;

import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

/** The errors of XEP-0433 §4.2.2. Stateless. */
final class Refused {

    private static final String NAMESPACE = "urn:xmpp:channel-search:0:error";

    private Refused() {}

    static StanzaException order() {
        return of(
                ErrorType.MODIFY,
                Condition.FEATURE_NOT_IMPLEMENTED,
                "results are not sorted so",
                Element.of(NAMESPACE, "invalid-sort-key"));
    }

    static StanzaException words(String allowed) {
        return of(
                ErrorType.MODIFY,
                Condition.BAD_REQUEST,
                "a search is for " + allowed,
                Element.of(NAMESPACE, "invalid-search-terms"));
    }

    static StanzaException conflicting(String why, String... fields) {
        Element conflicting = Element.of(NAMESPACE, "conflicting-fields");
        for (String field : fields) {
            conflicting = conflicting.with(Element.of(NAMESPACE, "var", new Text(field)));
        }
        return of(ErrorType.MODIFY, Condition.BAD_REQUEST, why, conflicting);
    }

    static StanzaException nothing() {
        return of(
                ErrorType.CANCEL,
                Condition.BAD_REQUEST,
                "nothing is searched for",
                Element.of(NAMESPACE, "no-search-conditions"));
    }

    static StanzaException everything() {
        return of(
                ErrorType.CANCEL,
                Condition.NOT_ALLOWED,
                "all rooms at once are not to be had here",
                Element.of(NAMESPACE, "full-set-retrieval-rejected"));
    }

    static StanzaException tooMany(long seconds) {
        return of(
                ErrorType.WAIT,
                Condition.RESOURCE_CONSTRAINT,
                "too many searches",
                Element.of(NAMESPACE, "rate-limit").with("retry-after", Long.toString(seconds)));
    }

    private static StanzaException of(
            ErrorType type, Condition condition, String text, Element detail) {
        return new StanzaException(StanzaError.of(type, condition, text).with(detail));
    }
}
