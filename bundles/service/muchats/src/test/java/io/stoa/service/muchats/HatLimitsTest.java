package io.stoa.service.muchats;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.Accounts;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/** How many hats there may be, and whose they are: everything is kept with the room. */
class HatLimitsTest {

    private static final String ROOM = "verona@conference.stoa.example";

    private final Stoa stoa =
            Stoa.inMemory()
                    .with("service/muc")
                    .with("service/muchats", Map.of("hats", 3, "wearers", 2, "worn", 2));
    private final TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = stoa.connect("romeo@stoa.example/orchard");

    @BeforeEach
    void begin() {
        enter(juliet, "juliet");
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='o' type='set'><query xmlns='http://jabber.org/protocol/muc#owner'>"
                        + "<x xmlns='jabber:x:data' type='submit'/></query></iq>");
        enter(romeo, "romeo");
        juliet.send(
                "<iq to='"
                        + ROOM
                        + "' id='a' type='set'><query xmlns='http://jabber.org/protocol/muc#admin'>"
                        + "<item affiliation='member' jid='romeo@stoa.example'/></query></iq>");
        last(juliet);
    }

    @AfterEach
    void close() {
        stoa.close();
    }

    private static void enter(TestClient client, String nick) {
        client.send(
                "<presence to='"
                        + ROOM
                        + "/"
                        + nick
                        + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    private static Element last(TestClient client) {
        Element last = Element.of("none", "none");
        Optional<Element> next = client.take();
        while (next.isPresent()) {
            last = next.get();
            next = client.take();
        }
        return last;
    }

    private String create(String name) {
        return run(
                juliet,
                "create",
                field("hats#title", name) + field("hats#uri", "http://stoa.example/" + name));
    }

    private String assign(String name, String account) {
        return run(
                juliet,
                "assign",
                field("hats#uri", "http://stoa.example/" + name)
                        + field("hats#jid", account + "@stoa.example"));
    }

    private static String field(String name, String value) {
        return "<field var='" + name + "'><value>" + value + "</value></field>";
    }

    private String run(TestClient who, String command, String fields) {
        who.send(
                "<iq to='"
                        + ROOM
                        + "' id='h' type='set'><command"
                        + " xmlns='http://jabber.org/protocol/commands'"
                        + " node='urn:xmpp:hats:commands:"
                        + command
                        + "'><x xmlns='jabber:x:data' type='submit'>"
                        + fields
                        + "</x></command></iq>");
        Element answer = last(who);
        return answer.child(Stanza.CLIENT, "error")
                .map(error -> StanzaError.from(error).condition().element())
                .orElse(answer.attribute("type"));
    }

    @Test
    void aRoomHasSoManyHats() {
        for (String name : new String[] {"one", "two", "three"}) {
            assertThat(create(name)).isEqualTo("result");
        }
        assertThat(create("four")).isEqualTo("resource-constraint");
        // one that is there may be changed all the same
        assertThat(create("three")).isEqualTo("result");
    }

    @Test
    void onlySoManyWearAny() {
        create("one");
        assertThat(assign("one", "romeo")).isEqualTo("result");
        assertThat(assign("one", "nurse")).isEqualTo("result");
        assertThat(assign("one", "tybalt")).isEqualTo("resource-constraint");
    }

    @Test
    void nobodyWearsMoreThanSoMany() {
        create("one");
        create("two");
        create("three");
        assertThat(assign("one", "romeo")).isEqualTo("result");
        assertThat(assign("two", "romeo")).isEqualTo("result");
        assertThat(assign("three", "romeo")).isEqualTo("resource-constraint");
    }

    @Test
    void whoIsNoAdminMakesNone() {
        assertThat(
                        run(
                                romeo,
                                "create",
                                field("hats#title", "X")
                                        + field("hats#uri", "http://stoa.example/x")))
                .isEqualTo("forbidden");
    }

    @Test
    void longOnesAreRefused() {
        assertThat(create("x".repeat(129))).isEqualTo("bad-request");
        assertThat(
                        run(
                                juliet,
                                "create",
                                field("hats#title", "X")
                                        + field("hats#uri", "http://" + "x".repeat(513))))
                .isEqualTo("bad-request");
    }

    /** Whoever registers the name anew wears nothing. */
    @Test
    void hatsOfARemovedAccountAreTaken() {
        create("one");
        stoa.connect("tybalt@stoa.example/street").disconnect();
        assign("one", "tybalt");
        TestClient tybalt = stoa.connect("tybalt@stoa.example/street");
        enter(tybalt, "tybalt");
        assertThat(last(juliet).child("urn:xmpp:hats:0", "hats")).isPresent();

        stoa.service(Accounts.class).remove(tybalt.address().bare());

        Element seen = juliet.await().orElseThrow();
        assertThat(seen.attribute("from")).isEqualTo(ROOM + "/tybalt");
        assertThat(seen.child("urn:xmpp:hats:0", "hats")).isEmpty();
    }
}
