package io.stoa.service.muc;

import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tests of rooms have in common: a server, and what clients say to rooms. */
public final class Rooms implements AutoCloseable {

    private final Stoa stoa;

    /** Starts a server with rooms. */
    public Rooms(Map<String, Object> configuration) {
        this.stoa = Stoa.inMemory().with("service/muc", configuration);
    }

    /** Returns the server. */
    public Stoa server() {
        return stoa;
    }

    /** Connects a client. */
    public TestClient connect(String name) {
        return stoa.connect(name + "@stoa.example/test");
    }

    /** Lets a client create a room as it is, under its own name. */
    public void create(TestClient client, String room) {
        enter(client, room, client.address().local());
        client.send(
                "<iq to='"
                        + address(room)
                        + "' id='o1' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data'"
                        + " type='submit'/></query></iq>");
        take(client);
    }

    /** Lets a client enter. */
    public void enter(TestClient client, String room, String nick) {
        client.send(
                "<presence to='"
                        + address(room)
                        + "/"
                        + nick
                        + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    }

    /** Lets a client say something. */
    public void say(TestClient client, String room, String text) {
        client.send(
                "<message to='"
                        + address(room)
                        + "' type='groupchat' id='"
                        + text
                        + "'><body>"
                        + text
                        + "</body></message>");
    }

    /** Lets a client give an affiliation to accounts, with one request. */
    public void affiliate(TestClient client, String room, String affiliation, String... names) {
        StringBuilder items = new StringBuilder();
        for (String name : names) {
            items.append("<item affiliation='").append(affiliation).append("' jid='");
            items.append(name).append("@stoa.example'/>");
        }
        client.send(
                "<iq to='"
                        + address(room)
                        + "' id='a1' type='set'><query"
                        + " xmlns='http://jabber.org/protocol/muc#admin'>"
                        + items
                        + "</query></iq>");
    }

    /** Returns a room's address. */
    public static String address(String room) {
        return room + "@conference.stoa.example";
    }

    /** Takes all that a client has received. */
    public static List<Element> take(TestClient client) {
        List<Element> taken = new ArrayList<>();
        Optional<Element> next = client.take();
        while (next.isPresent()) {
            taken.add(next.get());
            next = client.take();
        }
        return taken;
    }

    /** Takes all that a client has received, and returns the condition of the last one's error. */
    public static String error(TestClient client) {
        List<Element> taken = take(client);
        return taken.isEmpty()
                ? ""
                : taken.getLast()
                        .child(Stanza.CLIENT, "error")
                        .map(error -> StanzaError.from(error).condition().element())
                        .orElse("");
    }

    @Override
    public void close() {
        stoa.close();
    }
}
