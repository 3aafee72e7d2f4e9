package io.stoa.admin.adhoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminCommand.Spec;
import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.Field;
import io.stoa.admin.Report;
import io.stoa.commands.Executions;
import io.stoa.commands.Replies;
import io.stoa.jid.FullJid;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestServiceObjects;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.time.TestSchedule;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

final class CommandHandlerTest {

    private static final String ERASE = "urn:stoa:command:erase";
    private static final FullJid BALCONY = FullJid.parse("juliet@stoa.example/balcony");
    private static final FullJid GLOBE = FullJid.parse("bard@stoa.example/globe");

    private Instant now = Instant.EPOCH;
    private final TestSchedule timer = new TestSchedule();
    private final FakeAdministration administration =
            new FakeAdministration()
                    .with(
                            Spec.asking(
                                    "erase",
                                    "Erase it.",
                                    "Think twice.\n\nExample: erase x",
                                    List.of(
                                            new Field("what", "the thing", Field.Kind.TEXT, true),
                                            new Field("times", "", Field.Kind.NUMBER, false),
                                            new Field("hard", "", Field.Kind.FLAG, false),
                                            new Field("pin", "", Field.Kind.SECRET, false))),
                            form ->
                                    form.text("what").equals("nothing")
                                            ? Optional.empty()
                                            : Optional.of(Report.of("This erases it.")),
                            form -> {
                                if (form.text("what").equals("sky")) {
                                    throw new AdminException("the sky\u0007 stays");
                                }
                                return Report.of("erased");
                            })
                    .with(
                            Spec.asking("halt", "Halt.", "", List.of()),
                            form -> Optional.of(Report.of("This halts.")),
                            form -> Report.of("halted"));
    private final Runs runs = new Runs(timer, () -> now);
    private final CommandHandler handler = new CommandHandler(commands(administration), runs);

    private static Commands commands(FakeAdministration administration) {
        Commands commands = new Commands();
        commands.bindAdministration(new TestServiceObjects<>(administration));
        return commands;
    }

    private Element ask(FullJid requester, String attributes, String form) {
        IqRequest request =
                (IqRequest)
                        Stanza.from(
                                Xml.parse(
                                        "<iq type='set' id='1' to='stoa.example' from='"
                                                + requester
                                                + "'><command xmlns='"
                                                + Replies.NAMESPACE
                                                + "' "
                                                + attributes
                                                + ">"
                                                + form
                                                + "</command></iq>",
                                        Stanza.CLIENT));
        return handler.handle(request, TestContext.sent(new TestSession(requester)))
                .payloads()
                .getFirst();
    }

    private Element begin(FullJid requester) {
        return ask(requester, "node='" + ERASE + "'", "");
    }

    private Element go(FullJid requester, Element before, String action, String form) {
        return ask(
                requester,
                "node='%s' sessionid='%s' action='%s'"
                        .formatted(before.attribute("node"), before.attribute("sessionid"), action),
                form);
    }

    private static String form(String... namesAndValues) {
        StringBuilder form = new StringBuilder("<x xmlns='jabber:x:data' type='submit'>");
        for (int at = 0; at < namesAndValues.length; at += 2) {
            form.append(
                    "<field var='%s'><value>%s</value></field>"
                            .formatted(namesAndValues[at], namesAndValues[at + 1]));
        }
        return form.append("</x>").toString();
    }

    private static String detail(Throwable thrown) {
        return ((StanzaException) thrown).error().specific().getFirst().local();
    }

    @Test
    void whatWasTypedIsShownAgainExceptSecrets() {
        Element blank = begin(BALCONY);
        Element plan = go(BALCONY, blank, "next", form("what", "x", "hard", "1", "pin", "1234"));
        Element again = go(BALCONY, plan, "prev", "");

        DataForm shown = DataForm.in(again).orElseThrow();
        assertThat(shown.value("what")).isEqualTo("x");
        assertThat(shown.field("hard").orElseThrow().flag()).isTrue();
        assertThat(shown.values("pin")).isEmpty();
        assertThat(shown.instructions()).containsExactly("Think twice.", "Example: erase x");
        assertThat(administration.ran).isEmpty();

        Element second = go(BALCONY, again, "next", form("what", "y", "times", "2"));
        go(BALCONY, second, "complete", "");
        assertThat(administration.ran)
                .containsExactly("erase {times=2, what=y} by juliet@stoa.example");
    }

    @Test
    void aFormOfTypeCancelIsASubmission() {
        // XEP-0050 §3.5.1
        Element blank = begin(BALCONY);
        String cancel = form("what", "x").replace("submit", "cancel");

        assertThat(go(BALCONY, blank, "next", cancel).attribute("status")).isEqualTo("executing");
    }

    @Test
    void whereNothingIsLostNobodyIsAsked() {
        Element end = go(BALCONY, begin(BALCONY), "next", form("what", "nothing"));

        assertThat(end.attribute("status")).isEqualTo("completed");
        assertThat(administration.ran).hasSize(1);
    }

    @Test
    void withoutAFormThePlanIsTheOnlyStage() {
        Element plan = ask(BALCONY, "node='urn:stoa:command:halt'", "");
        assertThat(plan.child(Replies.NAMESPACE, "actions").orElseThrow().elements())
                .extracting(Element::local)
                .containsExactly("complete");
        assertThatThrownBy(() -> go(BALCONY, plan, "prev", ""))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("bad-action"));
        assertThat(administration.ran).isEmpty();

        Element end = go(BALCONY, plan, "execute", "");
        assertThat(end.attribute("status")).isEqualTo("completed");
        assertThat(administration.ran).containsExactly("halt {} by juliet@stoa.example");
    }

    @Test
    void aCommandThatFailsHasCompletedWithAnErrorAndCleanText() {
        Element plan = go(BALCONY, begin(BALCONY), "next", form("what", "sky"));
        Element end = go(BALCONY, plan, "complete", "");

        assertThat(end.attribute("status")).isEqualTo("completed");
        Element note = end.child(Replies.NAMESPACE, "note").orElseThrow();
        assertThat(note.attribute("type")).isEqualTo("error");
        assertThat(note.text()).isEqualTo("the sky\uFFFD stays");
    }

    @Test
    void aNumberThatIsNoneIsABadPayloadAndMayBeCorrected() {
        Element blank = begin(BALCONY);

        assertThatThrownBy(() -> go(BALCONY, blank, "next", form("what", "x", "times", "many")))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("bad-payload"));
        assertThat(go(BALCONY, blank, "next", form("what", "x")).attribute("status"))
                .isEqualTo("executing");
    }

    @Test
    void aSessionBelongsToWhoBeganIt() {
        Element blank = begin(BALCONY);

        assertThatThrownBy(() -> go(GLOBE, blank, "next", form("what", "x")))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("bad-sessionid"));
        assertThat(go(BALCONY, blank, "cancel", "").attribute("status")).isEqualTo("canceled");
    }

    @Test
    void aSessionExpires() {
        Element blank = begin(BALCONY);
        now = now.plus(Executions.LIFE);

        assertThatThrownBy(() -> go(BALCONY, blank, "next", form("what", "x")))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("session-expired"));
    }

    @Test
    void aSessionEndsWithTheRequestersOwn() {
        Element blank = begin(BALCONY);
        runs.on(new SessionEvent.Closed(new TestSession(BALCONY)));

        assertThatThrownBy(() -> go(BALCONY, blank, "next", form("what", "x")))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("session-expired"));
    }

    @Test
    void theOldestSessionOfAnAccountGivesWay() {
        Element others = begin(GLOBE);
        Element first = begin(BALCONY);
        for (int more = 0; more < Executions.OF_ONE; more++) {
            begin(BALCONY);
        }

        assertThatThrownBy(() -> go(BALCONY, first, "cancel", ""))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("session-expired"));
        assertThat(go(GLOBE, others, "cancel", "").attribute("status")).isEqualTo("canceled");
    }

    @Test
    void aSessionIsUsedOnce() {
        Element plan = go(BALCONY, begin(BALCONY), "next", form("what", "x"));
        go(BALCONY, plan, "complete", "");

        assertThatThrownBy(() -> go(BALCONY, plan, "complete", ""))
                .satisfies(it -> assertThat(detail(it)).isEqualTo("session-expired"));
        assertThat(administration.ran).hasSize(1);
    }

    @Test
    void withoutCommandsThereIsNoService() {
        Commands none = new Commands();

        assertThatThrownBy(none::get).isInstanceOf(StanzaException.class);
        TestServiceObjects<Administration> gone = new TestServiceObjects<>(administration);
        none.bindAdministration(gone);
        assertThat(none.get()).isSameAs(administration);
        none.unbindAdministration(gone);
        assertThatThrownBy(none::get).isInstanceOf(StanzaException.class);
    }

    @Test
    void whatACommandIsNotAvailableForIsNotListed() {
        Nodes nodes = new Nodes(administration);

        assertThat(nodes.all().map(Node::uri))
                .containsExactly("urn:stoa:command:erase", "urn:stoa:command:halt");
        assertThat(nodes.find("http://jabber.org/protocol/admin#add-user")).isEmpty();
        assertThat(nodes.find("urn:stoa:command:no:such")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"25, 26, 25", "none, 10001, 10000"})
    void ofAListNoMoreIsReadThanTellsWhetherThereIsMore(String wanted, int read, int shown) {
        List<Integer> limits = new ArrayList<>();
        administration.with(
                new Spec(
                        "account list",
                        "List the accounts.",
                        "",
                        List.of(new Field("limit", "", Field.Kind.NUMBER, false)),
                        true),
                form -> {
                    limits.add(form.number("limit", 10_000));
                    return Report.table(
                            List.of("address"),
                            IntStream.range(0, form.number("limit", 10_000))
                                    .mapToObj(it -> List.of("a" + it + "@stoa.example"))
                                    .toList());
                });
        String node = "node='http://jabber.org/protocol/admin#get-registered-users-list'";
        Element end = go(BALCONY, ask(BALCONY, node, ""), "complete", form("max_items", wanted));

        assertThat(limits).containsExactly(read);
        assertThat(DataForm.in(end).orElseThrow().values("registereduserjids")).hasSize(shown);
        assertThat(end.child(Replies.NAMESPACE, "note").orElseThrow().text())
                .isEqualTo("there are more than these " + shown);
    }

    @Test
    void passwordsStayOutOfWhatIsLogged() {
        Node node = new OwnNode(administration.commands().getFirst());
        DataForm secret = DataForm.read(Xml.parse(form("what", "x", "pin", "1234")));
        Caller juliet = new Caller(administration, FakeAdministration.JULIET);

        assertThat(node.task(juliet, Optional.of(secret)).toString()).doesNotContain("1234");
        assertThat(new Caller.Call("erase", java.util.Map.of("pin", "1234")).toString())
                .doesNotContain("1234");
    }
}
