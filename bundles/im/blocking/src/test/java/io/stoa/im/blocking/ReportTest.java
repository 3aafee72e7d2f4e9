package io.stoa.im.blocking;

import static io.stoa.im.blocking.Verona.JULIET;
import static io.stoa.im.blocking.Verona.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.bus.Domains;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.IqSet;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** XEP-0377, and what an administrator makes of it. */
final class ReportTest {

    private static final String SPAM =
            """
            <report xmlns='urn:xmpp:reporting:1' reason='urn:xmpp:reporting:spam'>
              <stanza-id xmlns='urn:xmpp:sid:0' by='juliet@capulet.example' id='28482'/>
              <text xml:lang='en'>
                Never came trouble to my house like this.
              </text>
              <report-origin/>
            </report>
            """;

    private final Verona verona = new Verona();
    private final Domains domains = () -> List.of("capulet.example");

    private void report(Verona there, String payload) {
        Element item = Verona.item("romeo@montague.example").with(parse(payload));
        assertThat(
                        there.ask(
                                there.balcony,
                                IqSet.of("1", Element.of(Items.NAMESPACE, "block", item))))
                .isInstanceOf(IqResult.class);
        assertThat(there.book.blocks(JULIET, ROMEO)).isTrue();
    }

    private static Element parse(String xml) {
        return Xml.parse(xml, "");
    }

    private Report run(AdminCommand command, Map<String, String> values) {
        return command.run(new Form(values, "local:test"));
    }

    private Report list(boolean all) {
        return run(
                new ReportList(verona.desk, domains),
                all ? Map.of("all", "true") : Map.<String, String>of());
    }

    @Test
    void aReportIsListedShownAndClosed() {
        report(verona, SPAM);
        List<String> row = list(false).rows().getFirst();
        assertThat(row.subList(2, 6))
                .containsExactly(
                        "romeo@montague.example", "spam", "juliet@capulet.example", "open");
        String id = row.getFirst();

        assertThat(run(new ReportShow(verona.desk, domains), Map.of("id", id)).rows())
                .contains(
                        List.of("text", "Never came trouble to my house like this."),
                        List.of("messages", "28482 by juliet@capulet.example"),
                        List.of("may go to its origin", "yes"),
                        List.of("may go to third parties", "no"),
                        List.of("state", "open"));

        run(new ReportClose(verona.desk, domains), Map.of("id", id, "note", "account removed"));
        assertThat(list(false).rows()).isEmpty();
        assertThat(list(true).rows().getFirst()).endsWith("closed");
        assertThat(run(new ReportShow(verona.desk, domains), Map.of("id", id)).rows())
                .contains(List.of("state", "closed by local:test: account removed"));
        assertThatThrownBy(() -> run(new ReportClose(verona.desk, domains), Map.of("id", id)))
                .isInstanceOf(AdminException.class);
    }

    @Test
    void whatIsNotThereIsNamedWithARemedy() {
        assertThatThrownBy(() -> run(new ReportShow(verona.desk, domains), Map.of("id", "7")))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("report list");
        assertThatThrownBy(
                        () ->
                                run(
                                        new ReportList(verona.desk, domains),
                                        Map.of("domain", "elsewhere.example")))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("capulet.example");
    }

    /** §6: the JID is blocked just as if no report were present. */
    @Test
    void aReportWithoutAReasonIsNoneAndBlocksAllTheSame() {
        report(verona, "<report xmlns='urn:xmpp:reporting:1'/>");

        assertThat(list(true).rows()).isEmpty();
    }

    @Test
    void oneAccountCannotFillTheDesk() {
        Verona small = new Verona(new MemoryStorage(), Map.of("reportsPerAccount", 3));
        for (int i = 0; i < 5; i++) {
            report(small, SPAM);
        }

        assertThat(small.desk.list("capulet.example", 100)).hasSize(3);
    }

    @Test
    void ofALongReportTheReasonIsKept() {
        Verona small = new Verona(new MemoryStorage(), Map.of("reportBytes", 200));
        report(small, SPAM.replace("Never", "N".repeat(1000)));

        AbuseReport kept = small.desk.list("capulet.example", 1).getFirst().value();
        assertThat(kept.reason()).isEqualTo("spam");
        assertThat(kept.text()).isEmpty();
    }

    @Test
    void oldReportsGoWhenNewOnesCome() {
        Verona brief = new Verona(new MemoryStorage(), Map.of("reportDays", -1));
        report(brief, SPAM);
        report(brief, SPAM);

        assertThat(brief.desk.list("capulet.example", 100)).hasSize(1);
    }

    @Test
    void strangersDoNotSteerTheTerminal() {
        report(
                verona,
                "<report xmlns='urn:xmpp:reporting:1' reason='&#x9b;2J'>"
                        + "<text>&#x202e;a&#10;b&#x9b;1m</text></report>");

        AbuseReport kept = verona.desk.list("capulet.example", 1).getFirst().value();
        assertThat(kept.reason()).isEqualTo("�2J");
        assertThat(kept.text()).isEqualTo("�a b�1m");
    }
}
