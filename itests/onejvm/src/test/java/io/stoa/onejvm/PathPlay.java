package io.stoa.onejvm;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.onejvm.PathTable.Resource;
import io.stoa.onejvm.PathTable.Scene;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaId;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestClient;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plays one message in one scene on a server of its own, and tells who got what. */
final class PathPlay implements AutoCloseable {

    private static final List<String> FEATURES =
            List.of(
                    "im/roster",
                    "im/presence",
                    "im/blocking",
                    "im/mam",
                    "im/carbons",
                    "im/offline");

    private static final BareJid JULIET = BareJid.parse("juliet@" + Stoa.DOMAIN);
    private static final BareJid ROMEO = BareJid.parse("romeo@" + Stoa.DOMAIN);

    /** What a copy is wrapped in. */
    private static final String CARBONS = "urn:xmpp:carbons:2";

    private final Stoa stoa = Stoa.inMemory();
    private final Scene scene;
    private final Message message;
    private final TestClient balcony;
    private final TestClient chamber;
    private final Map<String, TestClient> resources = new LinkedHashMap<>();
    private final Map<BareJid, String> ids = new LinkedHashMap<>();

    PathPlay(Scene scene, Message message) {
        this.scene = scene;
        FEATURES.stream()
                .filter(it -> !scene.words().contains("without " + it))
                .forEach(stoa::with);
        this.balcony = connect(JULIET, "balcony", 0, false);
        this.chamber = connect(JULIET, "chamber", 0, true);
        stoa.account(ROMEO.toString());
        for (Resource it : scene.resources()) {
            resources.put(it.name(), connect(ROMEO, it.name(), it.priority(), it.carbons()));
        }
        prepare();
        this.message =
                (Message)
                        message.withId("row")
                                .withFrom(balcony.address())
                                .withTo(Jid.parse(scene.to().replaceFirst("@", "@" + Stoa.DOMAIN)));
    }

    private TestClient connect(BareJid account, String resource, int priority, boolean carbons) {
        TestClient client = stoa.connect(account + "/" + resource);
        if (carbons) {
            client.send("<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>");
        }
        client.send("<presence><priority>" + priority + "</priority></presence>");
        return client;
    }

    private void prepare() {
        block(JULIET, ROMEO, scene.words().contains("juliet blocks romeo"));
        block(ROMEO, JULIET, scene.words().contains("romeo blocks juliet"));
        if (scene.words().contains("archives never")) {
            for (BareJid account : List.of(JULIET, ROMEO)) {
                admin(
                        account,
                        "<prefs xmlns='urn:xmpp:mam:2' default='never'><always/><never/></prefs>");
            }
        }
        balcony.received().forEach(it -> balcony.take());
        chamber.received().forEach(it -> chamber.take());
        resources.values().forEach(client -> client.received().forEach(it -> client.take()));
    }

    private void block(BareJid who, BareJid whom, boolean wanted) {
        if (wanted) {
            admin(who, "<block xmlns='urn:xmpp:blocking'><item jid='" + whom + "'/></block>");
        }
    }

    private List<Element> admin(BareJid account, String payload) {
        TestClient reader = stoa.connect(account + "/reader");
        reader.send("<iq type='set' id='admin'>" + payload + "</iq>");
        List<Element> received = reader.received();
        reader.disconnect();
        return received;
    }

    /** Sends the message, and one after it that must arrive after it, and tells what came of it. */
    List<String> outcome() {
        balcony.send(message);
        balcony.send(Message.of(MessageType.CHAT, message.to().orElseThrow(), "end").withId("end"));
        List<String> cells = new ArrayList<>();
        cells.add(error(balcony));
        cells.add(told(chamber, JULIET));
        resources.values().forEach(it -> cells.add(told(it, ROMEO)));
        resources.values().forEach(TestClient::disconnect);
        TestClient late = connect(ROMEO, "late", 0, false);
        cells.add(told(late, ROMEO));
        cells.add(archives());
        return cells;
    }

    private static String error(TestClient sender) {
        return sender.received().stream()
                .filter(it -> it.local().equals("message") && it.attribute("id").equals("row"))
                .flatMap(it -> it.child(Stanza.CLIENT, "error").stream())
                .map(it -> StanzaError.from(it).condition().element())
                .findFirst()
                .orElse("-");
    }

    /** What a client got, in short; nothing of the row may come after the end. */
    private String told(TestClient client, BareJid account) {
        List<String> told = new ArrayList<>();
        boolean ended = false;
        for (Element stanza : client.received()) {
            if (!stanza.local().equals("message")) {
                continue;
            }
            Optional<Element> copied = copied(stanza);
            Message got = (Message) Stanza.from(copied.orElse(stanza));
            if (got.id().equals("end")) {
                ended = true;
            } else {
                told.add((ended ? "too late: " : "") + told(got, copied.isPresent(), account));
            }
        }
        return told.isEmpty() ? "-" : String.join(" ", told);
    }

    private static Optional<Element> copied(Element stanza) {
        return stanza.elements()
                .filter(it -> it.namespace().equals(CARBONS))
                .flatMap(it -> it.elements("urn:xmpp:forward:0", "forwarded"))
                .flatMap(it -> it.elements(Stanza.CLIENT, "message"))
                .findFirst();
    }

    private String told(Message got, boolean copy, BareJid account) {
        if (got.isError() && !message.isError()) {
            return "error";
        }
        Optional<String> id = StanzaId.of(got, account).map(StanzaId::id);
        boolean late = got.payloads().stream().anyMatch(it -> it.is(Delay.NAMESPACE, "delay"));
        Stanza bare = StanzaId.strip(got, account).without(it -> it.is(Delay.NAMESPACE, "delay"));
        String what = copy ? "copy" : late ? "late" : "M";
        // to the last element, as it was sent
        String changed = bare.toElement().equals(message.toElement()) ? "" : " changed: " + bare;
        return what + id.map(it -> same(account, it)).orElse("") + changed;
    }

    /** One message has one id for each account. */
    private String same(BareJid account, String id) {
        String known = ids.computeIfAbsent(account, it -> id);
        return known.equals(id) ? "#" : "# of another";
    }

    private String archives() {
        String kept = archived(JULIET, "J") + archived(ROMEO, "R");
        return kept.isEmpty() ? "-" : kept;
    }

    private String archived(BareJid account, String letter) {
        List<String> found = new ArrayList<>();
        for (Element stanza : admin(account, "<query xmlns='urn:xmpp:mam:2'/>")) {
            stanza.child("urn:xmpp:mam:2", "result")
                    .filter(it -> holdsRow(it))
                    .ifPresent(it -> found.add(it.attribute("id")));
        }
        return switch (found.size()) {
            case 0 -> "";
            case 1 ->
                    same(account, found.getFirst()).equals("#")
                            ? letter
                            : letter + " with another id";
            default -> letter + " " + found.size() + " times";
        };
    }

    private static boolean holdsRow(Element result) {
        return result.child("urn:xmpp:forward:0", "forwarded")
                .flatMap(it -> it.child(Stanza.CLIENT, "message"))
                .filter(it -> it.attribute("id").equals("row"))
                .isPresent();
    }

    @Override
    public void close() {
        stoa.close();
    }
}
