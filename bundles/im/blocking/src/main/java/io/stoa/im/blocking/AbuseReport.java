package io.stoa.im.blocking;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/**
 * A report as it is kept (XEP-0377). Immutable.
 *
 * @param reporter who has reported
 * @param reported whom
 * @param payload the {@code <report/>} as the client sent it
 * @param closed by whom it was closed and what was noted, empty while it is open
 */
record AbuseReport(BareJid reporter, Jid reported, Element payload, Optional<Closure> closed) {

    private static final String NAMESPACE = "urn:stoa:blocking";

    /** How a report was closed. */
    record Closure(String by, String note) {}

    AbuseReport close(String by, String note) {
        return new AbuseReport(reporter, reported, payload, Optional.of(new Closure(by, note)));
    }

    /** The reason, without the prefix that XEP-0377 gives its own. */
    String reason() {
        String reason = payload.attribute("reason");
        String prefix = "urn:xmpp:reporting:";
        return printable(reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason);
    }

    /** What the reporter has to say, in all languages. */
    String text() {
        List<String> texts =
                payload.elements(ReportDesk.REPORTING, "text").map(Element::text).toList();
        return printable(String.join(" / ", texts));
    }

    /** The messages that are meant, by the ids that an archive gave them. */
    String messages() {
        List<String> ids =
                payload.elements("urn:xmpp:sid:0", "stanza-id")
                        .map(it -> it.attribute("id") + " by " + it.attribute("by"))
                        .toList();
        return printable(String.join(", ", ids));
    }

    /** Whether the reporter lets the report be passed on in one of the ways of §5. */
    boolean allows(String processing) {
        return payload.child(ReportDesk.REPORTING, processing).isPresent();
    }

    /** What a stranger wrote must not steer an administrator's terminal. */
    static String printable(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("\\p{C}", "�");
    }

    Element toElement() {
        Element element =
                Element.of(NAMESPACE, "report", payload)
                        .with("reporter", reporter.toString())
                        .with("reported", reported.toString());
        return closed.isEmpty()
                ? element
                : element.with("closed-by", closed.get().by()).with("note", closed.get().note());
    }

    static AbuseReport from(Element element) {
        return new AbuseReport(
                BareJid.parse(element.attribute("reporter")),
                Jid.parse(element.attribute("reported")),
                element.child(ReportDesk.REPORTING, "report").orElseThrow(),
                element.hasAttribute("closed-by")
                        ? Optional.of(
                                new Closure(
                                        element.attribute("closed-by"), element.attribute("note")))
                        : Optional.empty());
    }
}
