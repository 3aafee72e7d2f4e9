package io.stoa.im.offline;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.Tracking;
import io.stoa.session.Trackings;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Juliet's account, and the bundle as core would call it. */
final class Capulet {

    static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    static final FullJid ROMEO = FullJid.parse("romeo@montague.example/orchard");

    final TestSessions sessions = new TestSessions();
    final Storage storage;
    final OfflineQueue queue;
    final OfflineKeeper keeper;
    final OfflineDelivery delivery;
    String cause = "";

    Capulet() {
        this(new MemoryStorage(), Map.of());
    }

    Capulet(Storage storage, Map<String, Object> values) {
        this.storage = storage;
        this.queue = new OfflineQueue(storage, Configs.of(OfflineKeeper.Config.class, values));
        this.keeper = new OfflineKeeper(queue, sessions, new Causes());
        this.delivery = new OfflineDelivery(queue, sessions);
    }

    /** Of the counts of sessions, only what the present stanza is called. */
    private final class Causes implements Trackings {

        @Override
        public Optional<Tracking> begin(
                Session session, Tracking.Terms terms, Function<Tracking, Element> answer) {
            return Optional.empty();
        }

        @Override
        public Optional<Tracking> of(Session session) {
            return Optional.empty();
        }

        @Override
        public Optional<Tracking> find(BareJid account, String id) {
            return Optional.empty();
        }

        @Override
        public OptionalLong ended(BareJid account, String id) {
            return OptionalLong.empty();
        }

        @Override
        public String cause() {
            return cause;
        }
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
