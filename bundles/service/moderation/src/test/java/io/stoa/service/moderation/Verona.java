package io.stoa.service.moderation;

import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A room with people in it: Juliet owns it, Romeo and Tybalt have no affiliation. */
final class Verona implements AutoCloseable {

    static final String ROOM = "verona@conference.stoa.example";

    private final Stoa stoa =
            Stoa.inMemory()
                    .with("service/muc")
                    .with("service/occupantid")
                    .with("service/moderation");
    private final TestClient juliet = stoa.connect("juliet@stoa.example/balcony");
    private final TestClient romeo = stoa.connect("romeo@stoa.example/orchard");
    private final TestClient tybalt = stoa.connect("tybalt@stoa.example/street");

    Verona() {
        enter(juliet, "juliet");
        request(
                juliet,
                "set",
                "<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'/></query>");
        enter(romeo, "romeo");
        enter(tybalt, "tybalt");
        forget();
    }

    Stoa stoa() {
        return stoa;
    }

    TestClient juliet() {
        return juliet;
    }

    TestClient romeo() {
        return romeo;
    }

    TestClient tybalt() {
        return tybalt;
    }

    void forget() {
        take(juliet);
        take(romeo);
        take(tybalt);
    }

    void enter(TestClient client, String nick) {
        client.send(
                "<presence to='"
                        + ROOM
                        + "/"
                        + nick
                        + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    /** Lets somebody say something; returns its stable id. */
    String say(TestClient client, String text, String more) {
        client.send(
                "<message to='"
                        + ROOM
                        + "' type='groupchat' id='"
                        + text
                        + "'><body>"
                        + text
                        + "</body>"
                        + more
                        + "</message>");
        Element echo = take(client).getLast();
        forget();
        return echo.child("urn:xmpp:sid:0", "stanza-id").orElseThrow().attribute("id");
    }

    void retract(TestClient client, String id) {
        client.send(
                "<message to='"
                        + ROOM
                        + "' type='groupchat' id='r1'>"
                        + retract(id)
                        + "</message>");
    }

    static String retract(String id) {
        return "<retract xmlns='urn:xmpp:message-retract:1' id='" + id + "'/>";
    }

    void moderate(TestClient client, String id, String more) {
        request(
                client,
                "set",
                "<moderate xmlns='urn:xmpp:message-moderate:1' id='"
                        + id
                        + "'><retract xmlns='urn:xmpp:message-retract:1'/>"
                        + more
                        + "</moderate>");
    }

    void request(TestClient client, String type, String payload) {
        client.send("<iq to='" + ROOM + "' id='q1' type='" + type + "'>" + payload + "</iq>");
    }

    /** What a newcomer is shown of what was said. */
    List<Element> history() {
        TestClient nurse = stoa.connect("nurse@stoa.example/hall");
        enter(nurse, "nurse");
        List<Element> shown =
                take(nurse).stream()
                        .filter(it -> it.local().equals("message"))
                        .filter(it -> it.child(Stanza.CLIENT, "subject").isEmpty())
                        .toList();
        nurse.disconnect();
        forget();
        return shown;
    }

    static List<Element> take(TestClient client) {
        List<Element> taken = new ArrayList<>();
        Optional<Element> next = client.take();
        while (next.isPresent()) {
            taken.add(next.get());
            next = client.take();
        }
        return taken;
    }

    /** The condition of the error that somebody has got last, or "". */
    static String error(TestClient client) {
        List<Element> taken = take(client);
        return taken.isEmpty()
                ? ""
                : taken.getLast()
                        .child(Stanza.CLIENT, "error")
                        .flatMap(it -> it.elements().findFirst())
                        .map(Element::local)
                        .orElse("");
    }

    static String body(Element message) {
        return message.child(Stanza.CLIENT, "body").map(Element::text).orElse("");
    }

    @Override
    public void close() {
        stoa.close();
    }
}
