package io.stoa.commands;

import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the server says: {@code <command/>} elements and the errors of XEP-0050 §4.4. Stateless. */
public final class Replies {

    /** The namespace, and the node of the list of commands. */
    public static final String NAMESPACE = "http://jabber.org/protocol/commands";

    private Replies() {}

    /** A stage: what can be done next is in {@code <actions/>} (§4.2). */
    static Element executing(Run run, List<Action> allowed, Outcome shown) {
        Element actions =
                Element.of(
                                NAMESPACE,
                                "actions",
                                List.of(),
                                allowed.stream()
                                        .map(it -> Element.of(NAMESPACE, it.wire()))
                                        .toList())
                        .with("execute", allowed.getLast().wire());
        return command(run, "executing", Optional.of(actions), shown);
    }

    /** The end. */
    static Element completed(Run run, Outcome shown) {
        return command(run, "completed", Optional.empty(), shown);
    }

    /** The end that the client wanted (§2.4.3). */
    static Element canceled(Run run) {
        return command(run, "canceled", Optional.empty(), new Outcome(List.of(), List.of()));
    }

    private static Element command(
            Run run, String status, Optional<Element> actions, Outcome shown) {
        List<Element> children = new ArrayList<>();
        actions.ifPresent(children::add);
        // §4.3 allows notes anywhere; clients show them above the form
        shown.notes().forEach(note -> children.add(note(note)));
        children.addAll(shown.data());
        return Element.of(NAMESPACE, "command", List.of(), children)
                .with("node", run.node())
                .with("sessionid", run.id())
                .with("status", status)
                .with(new Attribute(Attribute.XML, "lang", "en"));
    }

    private static Element note(Outcome.Note note) {
        return Element.of(NAMESPACE, "note", new Text(note.text()))
                .with("type", note.severity().name().toLowerCase(Locale.ROOT));
    }

    /** Returns the error for a form that is not as it should be; it may be filled in again. */
    public static StanzaException badPayload(String why) {
        return bad("bad-payload", why);
    }

    static StanzaException badAction(String why) {
        return bad("bad-action", why);
    }

    static StanzaException malformedAction(String action) {
        return bad("malformed-action", "“" + action + "” is not an action");
    }

    static StanzaException badSession() {
        return bad("bad-sessionid", "this is not the id of a session of yours with this command");
    }

    private static StanzaException bad(String detail, String why) {
        return new StanzaException(
                StanzaError.of(Condition.BAD_REQUEST, why).with(Element.of(NAMESPACE, detail)));
    }

    static StanzaException expired() {
        return new StanzaException(
                StanzaError.of(Condition.NOT_ALLOWED, "the session is over; begin again")
                        .with(Element.of(NAMESPACE, "session-expired")));
    }

    /**
     * Returns the error for who may not run a command; §4.4 has the type cancel, unlike RFC 6120.
     */
    public static StanzaException forbidden() {
        return new StanzaException(StanzaError.of(ErrorType.CANCEL, Condition.FORBIDDEN, ""));
    }
}
