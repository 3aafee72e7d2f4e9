package io.stoa.info.disco;

import static io.stoa.info.disco.Discovery.JULIET;
import static io.stoa.info.disco.Discovery.ROMEO;
import static io.stoa.info.disco.Discovery.SERVER;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqError;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.testkit.Configs;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

class InfoHandlerTest {

    private static final String OWN = "<feature var='http://jabber.org/protocol/disco#info'/>";
    private static final String ACCOUNT = "<identity category='account' type='registered'/>";
    private static final String STOA = "<identity category='server' type='im' name='Stoa'/>";

    private final Audience audience = new Audience();
    private final Catalogue catalogue = new Catalogue(new Switches());
    private final InfoHandler handler = handler("Stoa");

    private InfoHandler handler(String name) {
        return new InfoHandler(
                audience, catalogue, Configs.of(InfoHandler.Config.class, Map.of("name", name)));
    }

    @Test
    void introducesTheServerToAnybody() {
        catalogue.bindFeatures(Map.of("stoa.disco", new String[] {"urn:xmpp:ping"}));
        assertThat(info(ROMEO, SERVER, ""))
                .isEqualTo(query("", STOA + OWN + feature("urn:xmpp:ping")));
    }

    @Test
    void introducesTheServerWithoutANameWhenNoneIsConfigured() {
        Element answer =
                Discovery.ask(handler(""), request(""), ROMEO, SERVER).payloads().getFirst();
        assertThat(answer).isEqualTo(query("", "<identity category='server' type='im'/>" + OWN));
    }

    @Test
    void introducesAnAccountToItself() {
        catalogue.bindFeatures(Map.of("stoa.disco", "urn:xmpp:time"));
        catalogue.bindFeatures(Map.of("stoa.account.disco", "urn:xmpp:ping"));
        assertThat(info(JULIET, JULIET.bare(), ""))
                .isEqualTo(query("", ACCOUNT + OWN + feature("urn:xmpp:ping")));
    }

    @ParameterizedTest
    @EnumSource
    void introducesAnAccountToWhomItShowsItsPresence(Subscription subscription) {
        audience.rosters = new Discovery.OneContact(ROMEO.bare(), subscription);
        IqResponse answer = Discovery.ask(handler, request(""), ROMEO, JULIET.bare());
        if (subscription.from()) {
            assertThat(answer.payloads()).containsExactly(query("", ACCOUNT + OWN));
        } else {
            assertRefused(answer, Condition.SERVICE_UNAVAILABLE);
        }
    }

    @Test
    void tellsStrangersTheSameWhateverTheyAsk() {
        Element odd = Element.of(InfoHandler.NAMESPACE, "odd");
        List<IqRequest> requests =
                List.of(request(""), request("node"), IqSet.of("d1", odd), IqGet.of("d1", odd));
        assertThat(requests)
                .allSatisfy(
                        request ->
                                assertRefused(
                                        Discovery.ask(handler, request, ROMEO, JULIET.bare()),
                                        Condition.SERVICE_UNAVAILABLE));
    }

    @Test
    void tellsContactsNothingOnceTheRosterHasGone() {
        Discovery.OneContact rosters = new Discovery.OneContact(ROMEO.bare(), Subscription.BOTH);
        audience.rosters = rosters;
        audience.rosters = null;
        assertRefused(
                Discovery.ask(handler, request(""), ROMEO, JULIET.bare()),
                Condition.SERVICE_UNAVAILABLE);
    }

    @Test
    void addsWhatProvidersTellInAStableOrderAndOnce() {
        String form = "<x xmlns='jabber:x:data' type='result'><field var='a'/></x>";
        String later = "<x xmlns='jabber:x:data' type='result'><field var='b'/></x>";
        String pep = "<identity category='pubsub' type='pep'/>";
        catalogue.bindProvider(
                new Discovery.Provider(
                        "",
                        List.of(later, feature("z"), pep, ACCOUNT.replace("/>", " name='x'/>")),
                        List.of()),
                Map.of());
        catalogue.bindProvider(
                new Discovery.Provider(
                        "", List.of(pep, feature("a"), feature("z"), form), List.of()),
                Map.of());
        assertThat(info(JULIET, JULIET.bare(), ""))
                .isEqualTo(
                        query(
                                "",
                                ACCOUNT + pep + feature("a") + OWN + feature("z") + form + later));
    }

    @Test
    void answersForANodeOnlyWhatAProviderTells() {
        String list = "<identity category='automation' type='command-list'/>";
        catalogue.bindFeatures(Map.of("stoa.disco", "urn:xmpp:ping"));
        Discovery.Provider provider = new Discovery.Provider("commands", List.of(list), List.of());
        catalogue.bindProvider(provider, Map.of());
        assertThat(info(ROMEO, SERVER, "commands")).isEqualTo(query("commands", list + OWN));
        catalogue.unbindProvider(provider);
        assertRefused(
                Discovery.ask(handler, request("commands"), ROMEO, SERVER),
                Condition.ITEM_NOT_FOUND);
    }

    @Test
    void refusesEverythingElse() {
        IqRequest set = IqSet.of("d1", Element.of(InfoHandler.NAMESPACE, "query"));
        assertRefused(Discovery.ask(handler, set, ROMEO, SERVER), Condition.BAD_REQUEST);
        IqRequest odd = IqGet.of("d1", Element.of(InfoHandler.NAMESPACE, "odd"));
        assertRefused(Discovery.ask(handler, odd, ROMEO, SERVER), Condition.BAD_REQUEST);
    }

    private Element info(FullJid asker, BareJid asked, String node) {
        return Discovery.ask(handler, request(node), asker, asked).payloads().getFirst();
    }

    private static IqRequest request(String node) {
        return Discovery.get(InfoHandler.NAMESPACE, node);
    }

    private static String feature(String feature) {
        return "<feature var='" + feature + "'/>";
    }

    private static Element query(String node, String children) {
        Element query =
                Xml.parse(
                        "<query xmlns='%s'>%s</query>".formatted(InfoHandler.NAMESPACE, children));
        return node.isEmpty() ? query : query.with("node", node);
    }

    private static void assertRefused(IqResponse response, Condition condition) {
        assertThat(response)
                .isInstanceOfSatisfying(
                        IqError.class,
                        error -> assertThat(error.error().condition()).isEqualTo(condition));
    }
}
