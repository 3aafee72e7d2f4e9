package io.stoa.core.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Delivery;
import io.stoa.bus.Destination;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqResult;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class RoutingRulesTest {

    private static final BareJid ROMEO = BareJid.parse("romeo@example.org");
    private static final MessageType[] COLUMNS = {
        MessageType.NORMAL,
        MessageType.CHAT,
        MessageType.GROUPCHAT,
        MessageType.HEADLINE,
        MessageType.ERROR
    };

    private final TestSessions sessions = new TestSessions();
    private final ServedDomains domains = domains("example.org", "Example.NET");
    private final RoutingRules rules = new RoutingRules(domains, sessions);

    private static ServedDomains domains(String... names) {
        return new ServedDomains(Configs.of(ServedDomains.Config.class, Map.of("domains", names)));
    }

    @TestFactory
    Stream<DynamicTest> messagesAreDeliveredByTheTable() throws IOException {
        return table().stream()
                .flatMap(
                        row ->
                                IntStream.range(0, COLUMNS.length)
                                        .mapToObj(
                                                column ->
                                                        DynamicTest.dynamicTest(
                                                                COLUMNS[column] + ": " + row,
                                                                () -> check(row, column))));
    }

    private static List<String> table() throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        RoutingRulesTest.class.getResourceAsStream(
                                                "message-delivery.txt")),
                                StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private static void check(String row, int column) {
        List<String> cells = List.of(row.strip().split("\\s*\\|\\s*", -1));
        TestSessions present = new TestSessions();
        addAll(present, cells.get(0));
        Jid to = cells.get(1).equals("bare") ? ROMEO : ROMEO.with(cells.get(1));
        Stanza message =
                io.stoa.stanza.Message.of(COLUMNS[column], to, "x")
                        .withFrom(Jid.parse("juliet@example.org/balcony"));
        Delivery delivery =
                new RoutingRules(domains("example.org"), present).delivery(message, ROMEO);
        assertThat(letter(delivery, to, present)).isEqualTo(cells.get(2 + column));
    }

    private static void addAll(TestSessions present, String list) {
        if (list.equals("none")) {
            return;
        }
        for (String resource : list.split(",", -1)) {
            String[] parts = resource.split("=", 2);
            TestSession session = new TestSession(ROMEO.with(parts[0]));
            present.add(parts[1].equals("-") ? session : session.available(presence(parts[1])));
        }
    }

    private static Presence presence(String priority) {
        return Presence.of(
                PresenceType.AVAILABLE,
                List.of(Element.of(Stanza.CLIENT, "priority", new Text(priority))));
    }

    private static String letter(Delivery delivery, Jid to, TestSessions present) {
        return switch (delivery) {
            case Delivery.Absent absent -> "O";
            case Delivery.Ignore ignore -> "S";
            case Delivery.Handle handle -> "H";
            case Delivery.Reject reject -> {
                assertThat(reject.error().condition()).isEqualTo(Condition.SERVICE_UNAVAILABLE);
                yield "E";
            }
            case Delivery.Deliver(List<Session> whom) -> {
                if (whom.size() == 1 && whom.getFirst().address().equals(to)) {
                    yield "D";
                }
                assertThat(whom)
                        .containsExactlyElementsOf(
                                present.all().stream().filter(Session::interested).toList());
                yield "A";
            }
        };
    }

    @Test
    void addressesBelongToAccountsDomainsOrElsewhere() {
        assertThat(rules.destination(Jid.parse("romeo@example.org/x")))
                .isEqualTo(new Destination.Account(ROMEO));
        assertThat(rules.destination(Jid.parse("example.net/x")))
                .isEqualTo(new Destination.Server(BareJid.ofDomain("example.net")));
        assertThat(rules.destination(Jid.parse("room@conference.example.org")))
                .isEqualTo(new Destination.Elsewhere(BareJid.parse("room@conference.example.org")));
    }

    @Test
    void aRequestToALostResourceIsRefusedAndAResponseIgnored() {
        Jid lost = ROMEO.with("lost");
        Stanza request = IqGet.of("1", Element.of("urn:xmpp:ping", "ping")).withTo(lost);
        assertThat(rules.delivery(request, ROMEO)).isInstanceOf(Delivery.Reject.class);
        assertThat(rules.delivery(IqResult.of("1").withTo(lost), ROMEO))
                .isInstanceOf(Delivery.Ignore.class);
    }

    @Test
    void whatIsForTheBareJidIsHandledByTheServer() {
        Stanza request = IqGet.of("1", Element.of("urn:xmpp:ping", "ping")).withTo(ROMEO);
        assertThat(rules.delivery(request, ROMEO)).isInstanceOf(Delivery.Handle.class);
        assertThat(rules.delivery(Presence.of(PresenceType.AVAILABLE).withTo(ROMEO), ROMEO))
                .isInstanceOf(Delivery.Handle.class);
    }

    @Test
    void subscriptionsAreTheBareJidsAffairWhereverTheyAreSent() {
        sessions.add(new TestSession(ROMEO.with("home")));
        for (String resource : List.of("home", "lost")) {
            Jid to = ROMEO.with(resource);
            for (PresenceType type :
                    List.of(PresenceType.SUBSCRIBE, PresenceType.SUBSCRIBED, PresenceType.PROBE)) {
                assertThat(rules.delivery(Presence.of(type).withTo(to), ROMEO))
                        .isInstanceOf(Delivery.Handle.class);
            }
        }
        assertThat(
                        rules.delivery(
                                Presence.of(PresenceType.AVAILABLE).withTo(ROMEO.with("lost")),
                                ROMEO))
                .isInstanceOf(Delivery.Ignore.class);
    }

    @Test
    void domainsArePreparedAndABadOneIsRefusedWithItsKey() {
        assertThat(domains.all()).containsExactly("example.org", "example.net");
        assertThatThrownBy(() -> domains("not a domain"))
                .hasMessageContaining("io.stoa.core.router:domains");
        assertThatThrownBy(() -> domains(" ")).hasMessageContaining("names no domain");
        domains.modified(
                Configs.of(
                        ServedDomains.Config.class,
                        Map.of("domains", new String[] {"other.example"})));
        assertThat(domains.all()).containsExactly("other.example");
    }

    @Test
    void whatIsForAccountsThatAreElsewhereLeaves() {
        ServedDomains gateway =
                new ServedDomains(
                        Configs.of(
                                ServedDomains.Config.class,
                                Map.of(
                                        "domains",
                                        new String[] {"example.org"},
                                        "accounts",
                                        false)));
        RoutingRules outside = new RoutingRules(gateway, sessions);
        BareJid server = BareJid.ofDomain("example.org");

        assertThat(outside.destination(Jid.parse("romeo@example.org/orchard")))
                .isEqualTo(new Destination.Beyond(ROMEO));
        assertThat(outside.destination(server)).isEqualTo(new Destination.Beyond(server));
        assertThat(outside.destination(Jid.parse("irc.example.org")))
                .isInstanceOf(Destination.Elsewhere.class);
    }
}
