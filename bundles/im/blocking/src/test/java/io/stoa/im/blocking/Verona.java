package io.stoa.im.blocking;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Juliet with two resources, her contacts, and the bundle as the bus would call it. */
final class Verona {

    static final BareJid JULIET = BareJid.parse("juliet@capulet.example");
    static final BareJid ROMEO = BareJid.parse("romeo@montague.example");

    final TestSession balcony = session("juliet@capulet.example/balcony");
    final TestSession chamber = session("juliet@capulet.example/chamber");
    final TestSessions sessions = new TestSessions(balcony, chamber);
    final Roster roster = new Roster();
    final Farewells farewells = new Farewells();
    final Contacts contacts = new Contacts(sessions, farewells);
    final BlockingHandler.Config config;
    final BlockBook book;
    final ReportDesk desk;
    final BlockingHandler handler;
    final BlockingGuard guard;
    TestContext context = TestContext.received(JULIET, balcony);

    Verona() {
        this(new MemoryStorage(), Map.of());
    }

    Verona(Storage storage, Map<String, Object> values) {
        config = Configs.of(BlockingHandler.Config.class, values);
        book = new BlockBook(storage, sessions, config);
        desk = new ReportDesk(storage, config);
        contacts.rosters = roster;
        handler = new BlockingHandler(book, contacts, desk, sessions);
        guard = new BlockingGuard(book, farewells);
    }

    static TestSession session(String address) {
        return new TestSession(FullJid.parse(address))
                .available(Presence.of(PresenceType.AVAILABLE));
    }

    IqResponse get() {
        return ask(balcony, IqGet.of("g1", Element.of(Items.NAMESPACE, "blocklist")));
    }

    IqResponse block(String... jids) {
        return command("block", jids);
    }

    IqResponse unblock(String... jids) {
        return command("unblock", jids);
    }

    private IqResponse command(String local, String... jids) {
        Element command = Element.of(Items.NAMESPACE, local);
        for (String jid : jids) {
            command = command.with(item(jid));
        }
        return ask(balcony, IqSet.of("s1", command));
    }

    static Element item(String jid) {
        return Element.of(Items.NAMESPACE, "item").with("jid", jid);
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

    List<String> listed() {
        return get().payloads().getFirst().elements().map(it -> it.attribute("jid")).toList();
    }

    /** What was sent, in short: type, from and to. */
    List<String> sent() {
        return context.sent().stream().map(Verona::text).toList();
    }

    private static String text(Stanza stanza) {
        String type = stanza.typeAttribute().isEmpty() ? "available" : stanza.typeAttribute();
        return type
                + " "
                + stanza.from().map(Jid::toString).orElse("")
                + " "
                + stanza.to().map(Jid::toString).orElse("");
    }

    /** A roster in memory. */
    static final class Roster implements Rosters {

        final Map<BareJid, RosterItem> items = new TreeMap<>();

        void add(String contact, Subscription subscription) {
            BareJid jid = BareJid.parse(contact);
            items.put(jid, RosterItem.blank(jid).listed(true).with(subscription));
        }

        @Override
        public List<RosterItem> items(BareJid account) {
            return List.copyOf(items.values());
        }

        @Override
        public Optional<RosterItem> item(BareJid account, BareJid contact) {
            return Optional.ofNullable(items.get(contact));
        }

        @Override
        public Optional<RosterItem> update(
                BareJid account,
                BareJid contact,
                UnaryOperator<Optional<RosterItem>> change,
                Presence... notices) {
            Optional<RosterItem> before = item(account, contact);
            change.apply(before).ifPresent(it -> items.put(contact, it));
            return before;
        }
    }
}
