package io.stoa.service.mucmam;

import io.stoa.stanza.Stanza;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server with one archived room, which Juliet owns and Romeo is in. */
final class Verona implements AutoCloseable {

    static final String ROOM = "verona@conference.stoa.example";

    final Stoa stoa;
    final TestClient juliet;
    final TestClient romeo;

    Verona(Map<String, Object> settings) {
        stoa =
                Stoa.inMemory()
                        .with("service/muc")
                        .with("service/occupantid")
                        .with("service/mucmam", settings);
        juliet = stoa.connect("juliet@stoa.example/balcony");
        romeo = stoa.connect("romeo@stoa.example/orchard");
        enter(juliet, "Juliet");
        configure("muc#roomconfig_persistentroom=1");
        enter(romeo, "Romeo");
        quiet();
    }

    Verona() {
        this(Map.of());
    }

    List<Element> enter(TestClient client, String nick) {
        client.send(
                "<presence to='%s/%s'><x xmlns='http://jabber.org/protocol/muc'/></presence>"
                        .formatted(ROOM, nick));
        return take(client);
    }

    /** Configures the room; the arguments are fields, "name=value". */
    void configure(String... settings) {
        StringBuilder fields = new StringBuilder();
        for (String setting : settings) {
            String[] field = setting.split("=", 2);
            fields.append(
                    "<field var='%s'><value>%s</value></field>".formatted(field[0], field[1]));
        }
        owner("<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>");
    }

    void owner(String inside) {
        ask("owner", inside);
    }

    void affiliate(TestClient client, String affiliation) {
        ask(
                "admin",
                "<item jid='%s' affiliation='%s'/>"
                        .formatted(client.address().bare(), affiliation));
    }

    private void ask(String what, String inside) {
        juliet.send(
                ("<iq to='%s' id='o' type='set'><query"
                                + " xmlns='http://jabber.org/protocol/muc#%s'>%s</query></iq>")
                        .formatted(ROOM, what, inside));
        quiet();
    }

    /** Lets somebody say something, and returns the stable id that it got. */
    String say(TestClient client, String id, String payloads) {
        client.send(
                "<message to='%s' type='groupchat' id='%s'>%s</message>"
                        .formatted(ROOM, id, payloads));
        String given =
                take(client).stream()
                        .filter(it -> it.attribute("id").equals(id))
                        .flatMap(it -> it.child("urn:xmpp:sid:0", "stanza-id").stream())
                        .map(it -> it.attribute("id"))
                        .findFirst()
                        .orElse("");
        quiet();
        return given;
    }

    String say(TestClient client, String text) {
        return say(client, text, "<body>" + text + "</body>");
    }

    /** Asks for messages; what it returns ends with the answer. */
    List<Element> query(TestClient client, String inside) {
        take(client);
        client.send(
                "<iq to='%s' id='q' type='set'><query xmlns='urn:xmpp:mam:2'>%s</query></iq>"
                        .formatted(ROOM, inside));
        List<Element> got = new ArrayList<>();
        while (got.isEmpty() || !got.getLast().local().equals("iq")) {
            got.add(client.await().orElseThrow());
        }
        return got;
    }

    /** Returns the messages that somebody finds. */
    List<Element> finds(TestClient client, String inside) {
        return query(client, inside).stream()
                .flatMap(it -> it.child("urn:xmpp:mam:2", "result").stream())
                .flatMap(it -> it.child("urn:xmpp:forward:0", "forwarded").stream())
                .flatMap(it -> it.child(Stanza.CLIENT, "message").stream())
                .toList();
    }

    List<Element> finds(TestClient client) {
        return finds(client, "");
    }

    /** Returns the condition of the error that somebody gets, "" for none. */
    String refusal(TestClient client, String inside) {
        return query(client, inside)
                .getLast()
                .child(Stanza.CLIENT, "error")
                .flatMap(it -> it.elements().findFirst())
                .map(Element::local)
                .orElse("");
    }

    static String form(String field, String value) {
        return ("<x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
                        + "<value>urn:xmpp:mam:2</value></field><field var='%s'><value>%s</value>"
                        + "</field></x>")
                .formatted(field, value);
    }

    static List<String> bodies(List<Element> messages) {
        return messages.stream()
                .flatMap(it -> it.elements(Stanza.CLIENT, "body"))
                .map(Element::text)
                .toList();
    }

    void quiet() {
        take(juliet);
        take(romeo);
    }

    private static List<Element> take(TestClient client) {
        List<Element> taken = new ArrayList<>();
        Optional<Element> next = client.take();
        while (next.isPresent()) {
            taken.add(next.get());
            next = client.take();
        }
        return taken;
    }

    @Override
    public void close() {
        stoa.close();
    }
}
