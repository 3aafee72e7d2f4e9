package io.stoa.im.offline;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;
import java.util.Map;

/** Juliet's account, and the bundle as core would call it. */
final class Capulet {

    static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    static final FullJid ROMEO = FullJid.parse("romeo@montague.example/orchard");

    final TestSessions sessions = new TestSessions();
    final Storage storage;
    final OfflineQueue queue;
    final OfflineKeeper keeper;
    final OfflineDelivery delivery;

    Capulet() {
        this(new MemoryStorage(), Map.of());
    }

    Capulet(Storage storage, Map<String, Object> values) {
        this.storage = storage;
        this.queue = new OfflineQueue(storage, Configs.of(OfflineKeeper.Config.class, values));
        this.keeper = new OfflineKeeper(queue);
        this.delivery = new OfflineDelivery(queue, sessions);
    }

    /** Another process on the same store. */
    Capulet again() {
        return new Capulet(storage, Map.of());
    }

    TestSession connect(String resource) {
        TestSession session = new TestSession(JULIET.with(resource));
        sessions.add(session);
        return session;
    }

    static Presence presence(int priority) {
        return Presence.of(
                PresenceType.AVAILABLE,
                List.of(
                        Element.of(
                                Stanza.CLIENT, "priority", new Text(Integer.toString(priority)))));
    }

    void available(Session session, int priority) {
        delivery.on(new SessionEvent.Available(session, presence(priority), false));
    }

    static Message message(String body) {
        return Message.of(MessageType.CHAT, JULIET, body).withFrom(ROMEO);
    }

    static List<String> bodies(TestSession session) {
        return session.delivered().stream()
                .filter(Message.class::isInstance)
                .map(it -> ((Message) it).body())
                .toList();
    }
}
