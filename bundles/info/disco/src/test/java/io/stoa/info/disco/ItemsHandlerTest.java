package io.stoa.info.disco;

import static io.stoa.info.disco.Discovery.JULIET;
import static io.stoa.info.disco.Discovery.ROMEO;
import static io.stoa.info.disco.Discovery.SERVER;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.bus.Context;
import io.stoa.bus.DomainService;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

class ItemsHandlerTest {

    private final Audience audience = new Audience();
    private final Catalogue catalogue = new Catalogue(new Switches());
    private final TestSessions sessions = new TestSessions();
    private final ItemsHandler handler =
            new ItemsHandler(
                    audience, catalogue, () -> List.of("stoa.example", "verona.example"), sessions);

    @Test
    void listsNothingWhenThereIsNothing() {
        assertThat(items(ROMEO, SERVER, "")).isEqualTo(query("", ""));
        assertThat(items(JULIET, JULIET.bare(), "")).isEqualTo(query("", ""));
    }

    @Test
    void listsTheDomainsOfServicesInOrder() {
        catalogue.bindService(new Service(Set.of("rooms.stoa.example")), Map.of());
        catalogue.bindService(new Service(Set.of("files.stoa.example")), Map.of());
        assertThat(items(ROMEO, SERVER, ""))
                .isEqualTo(
                        query(
                                "",
                                "<item jid='files.stoa.example'/><item"
                                        + " jid='rooms.stoa.example'/>"));
    }

    @Test
    void listsAServiceWhereItBelongs() {
        catalogue.bindService(new Service(Set.of("rooms.verona.example", "irc.example")), Map.of());
        assertThat(items(ROMEO, SERVER, "")).isEqualTo(query("", "<item jid='irc.example'/>"));
        assertThat(items(ROMEO, BareJid.parse("verona.example"), ""))
                .isEqualTo(
                        query("", "<item jid='irc.example'/><item jid='rooms.verona.example'/>"));
    }

    @Test
    void takesTheNameFromAProvider() {
        catalogue.bindService(new Service(Set.of("rooms.stoa.example")), Map.of());
        String named = "<item jid='rooms.stoa.example' name='Rooms'/>";
        String node = "<item jid='stoa.example' node='commands' name='Commands'/>";
        catalogue.bindProvider(
                new Discovery.Provider("", List.of(), List.of(node, named)), Map.of());
        assertThat(items(ROMEO, SERVER, "")).isEqualTo(query("", named + node));
    }

    @Test
    void listsTheAvailableResourcesOfAnAccount() {
        sessions.add(available(JULIET.bare().with("chamber")));
        sessions.add(new TestSession(JULIET.bare().with("silent")));
        sessions.add(available(JULIET));
        assertThat(items(JULIET, JULIET.bare(), ""))
                .isEqualTo(
                        query(
                                "",
                                "<item jid='juliet@stoa.example/balcony'/>"
                                        + "<item jid='juliet@stoa.example/chamber'/>"));
    }

    @Test
    void listsThemOnlyToWhomTheAccountShowsItsPresence() {
        sessions.add(available(JULIET));
        assertRefused(ask(ROMEO, JULIET.bare(), ""), Condition.SERVICE_UNAVAILABLE);
        audience.rosters = new Discovery.OneContact(ROMEO.bare(), Subscription.FROM);
        assertThat(items(ROMEO, JULIET.bare(), ""))
                .isEqualTo(query("", "<item jid='juliet@stoa.example/balcony'/>"));
    }

    @Test
    void knowsTheNodesThatProvidersKnow() {
        String item = "<item jid='stoa.example' node='commands/stop'/>";
        catalogue.bindProvider(
                new Discovery.Provider("commands", List.of(), List.of(item)), Map.of());
        String leaf = "<identity category='hierarchy' type='leaf'/>";
        catalogue.bindProvider(new Discovery.Provider("leaf", List.of(leaf), List.of()), Map.of());
        assertThat(items(ROMEO, SERVER, "commands")).isEqualTo(query("commands", item));
        assertThat(items(ROMEO, SERVER, "leaf")).isEqualTo(query("leaf", ""));
        assertRefused(ask(ROMEO, SERVER, "nowhere"), Condition.ITEM_NOT_FOUND);
    }

    private Element items(FullJid asker, BareJid asked, String node) {
        return ask(asker, asked, node).payloads().getFirst();
    }

    private IqResponse ask(FullJid asker, BareJid asked, String node) {
        IqRequest request = Discovery.get(ItemsHandler.NAMESPACE, node);
        return Discovery.ask(handler, request, asker, asked);
    }

    private static TestSession available(FullJid address) {
        return new TestSession(address).available(Presence.of(PresenceType.AVAILABLE));
    }

    private static Element query(String node, String children) {
        Element query =
                Xml.parse(
                        "<query xmlns='%s'>%s</query>".formatted(ItemsHandler.NAMESPACE, children));
        return node.isEmpty() ? query : query.with("node", node);
    }

    private static void assertRefused(IqResponse response, Condition condition) {
        assertThat(response)
                .isInstanceOfSatisfying(
                        IqError.class,
                        error -> assertThat(error.error().condition()).isEqualTo(condition));
    }

    private record Service(Set<String> domains) implements DomainService {

        @Override
        public void receive(Stanza stanza, Context context) {}
    }
}
