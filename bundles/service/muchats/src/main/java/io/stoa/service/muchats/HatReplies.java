package io.stoa.service.muchats;

import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What commands answer (XEP-0050 §2.4, §4.4). Stateless. */
final class HatReplies {

    /** The namespace of commands, and the node of their list. */
    static final String NAMESPACE = "http://jabber.org/protocol/commands";

    private static final int LONGEST_SESSION = 128;

    private HatReplies() {}

    /** A form is to be filled in. */
    static Element asking(Element asked, DataForm form) {
        Element actions =
                Element.of(NAMESPACE, "actions", Element.of(NAMESPACE, "complete"))
                        .with("execute", "complete");
        return command(asked, "executing", List.of(actions, form.element()));
    }

    /** It is done. */
    static Element completed(Element asked, Optional<DataForm> shown) {
        return command(asked, "completed", shown.map(DataForm::element).stream().toList());
    }

    /** It was given up. */
    static Element canceled(Element asked) {
        return command(asked, "canceled", List.of());
    }

    /** All that a session needs is in its one form, so there is nothing to remember of it. */
    private static Element command(Element asked, String status, List<Element> children) {
        String session = asked.attribute("sessionid");
        boolean known = !session.isEmpty() && session.length() <= LONGEST_SESSION;
        return Element.of(NAMESPACE, "command", List.of(), children)
                .with("node", asked.attribute("node"))
                .with("sessionid", known ? session : UUID.randomUUID().toString())
                .with("status", status);
    }

    static StanzaException badPayload(String why) {
        return bad("bad-payload", why);
    }

    static StanzaException badAction(String why) {
        return bad("bad-action", why);
    }

    static StanzaException malformedAction() {
        return bad("malformed-action", "this is not an action");
    }

    private static StanzaException bad(String detail, String why) {
        return new StanzaException(
                StanzaError.of(Condition.BAD_REQUEST, why).with(Element.of(NAMESPACE, detail)));
    }

    static StanzaException refused(Condition condition, String why) {
        return new StanzaException(StanzaError.of(condition, why));
    }
}
