package io.stoa.im.roster;

import io.stoa.im.RosterItem;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Juliet with two resources, and the roster as the bus would call it. */
final class RosterFixture {

    static final BareJid JULIET = Jid.parse("juliet@example.com").bare();
    static final BareJid ROMEO = Jid.parse("romeo@example.net").bare();
    static final BareJid NURSE = Jid.parse("nurse@example.com").bare();

    final TestSession balcony = session("juliet@example.com/balcony");
    final TestSession chamber = session("juliet@example.com/chamber");
    final TestSessions sessions = new TestSessions(balcony, chamber);
    final Storage storage = new MemoryStorage();
    final RosterBook book;
    final RosterHandler handler;
    TestContext context = TestContext.received(JULIET, balcony);

    RosterFixture() {
        this(Map.of());
    }

    RosterFixture(Map<String, Object> values) {
        RosterHandler.Config config = Configs.of(RosterHandler.Config.class, values);
        book = new RosterBook(storage, sessions, config);
        handler = new RosterHandler(book, sessions, config);
    }

    static TestSession session(String address) {
        return new TestSession((FullJid) Jid.parse(address));
    }

    IqResponse get(TestSession from, String version) {
        Element query = Element.of(ItemElements.NAMESPACE, "query");
        return ask(from, IqGet.of("g1", version.isEmpty() ? query : query.with("ver", version)));
    }

    IqResponse set(TestSession from, Element... items) {
        return ask(from, IqSet.of("s1", Element.of(ItemElements.NAMESPACE, "query", items)));
    }

    /** Calls the handler as the bus does: an exception is an answer. */
    IqResponse ask(TestSession from, IqRequest request) {
        context = TestContext.received(JULIET, from);
        IqRequest stamped = request.withFrom(from.address()).withTo(JULIET);
        try {
            return handler.handle(stamped, context);
        } catch (StanzaException refusal) {
            return stamped.error(refusal.error());
        }
    }

    static Element item(String jid, String name, String... groups) {
        Element item = Element.of(ItemElements.NAMESPACE, "item").with("jid", jid);
        if (!name.isEmpty()) {
            item = item.with("name", name);
        }
        for (String group : groups) {
            item = item.with(Element.of(ItemElements.NAMESPACE, "group", new Text(group)));
        }
        return item;
    }

    static Element remove(String jid) {
        return item(jid, "").with("subscription", "remove");
    }

    void put(RosterItem item) {
        book.update(JULIET, item.contact(), present -> Optional.of(item));
    }

    /** The items of the last result or push. */
    static List<Element> items(IqResponse result) {
        return result.payloads().getFirst().elements().toList();
    }

    static List<Element> pushes(TestSession session) {
        return session.delivered().stream()
                .flatMap(
                        stanza ->
                                stanza instanceof IqSet push
                                        ? Stream.of(push.payload())
                                        : Stream.empty())
                .toList();
    }

    static Presence presence(PresenceType type, Jid from) {
        return Presence.of(type).withFrom(from).withTo(JULIET);
    }
}
