package io.stoa.im.mam;

import io.stoa.bus.Delivery;
import io.stoa.bus.Destination;
import io.stoa.bus.Leg;
import io.stoa.bus.Router;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;
import io.stoa.storage.Log;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.testkit.account.TestAccounts;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The archive of Juliet, who is connected, and the ways to it. */
final class ArchiveFixture {

    static final FullJid JULIET = FullJid.parse("juliet@stoa.example/balcony");
    static final FullJid ROMEO = FullJid.parse("romeo@montague.example/orchard");
    static final BareJid ACCOUNT = JULIET.bare();
    static final Instant DAWN = Instant.parse("2026-07-17T05:30:00Z");

    final MemoryStorage storage = new MemoryStorage();
    final TestSession session = new TestSession(JULIET);
    final TestSessions sessions = new TestSessions(session);
    final TestAccounts accounts = new TestAccounts(ACCOUNT);
    Delivery delivery = new Delivery.Absent();
    final PreferenceBook preferences;
    final ArchiveStore store;
    final MamHandler handler;

    ArchiveFixture(Map<String, Object> settings) {
        MamHandler.Config config = Configs.of(MamHandler.Config.class, settings);
        preferences = new PreferenceBook(storage, config);
        store = new ArchiveStore(storage, preferences);
        handler = new MamHandler(store, preferences, config);
    }

    ArchiveFixture() {
        this(Map.of());
    }

    /** Says of everything the same. */
    private record FixedRouter(Delivery delivery) implements Router {

        @Override
        public Destination destination(Jid to) {
            return new Destination.Account(to.bare());
        }

        @Override
        public Delivery delivery(Stanza stanza, BareJid account) {
            return delivery;
        }
    }

    Archivist archivist(Instant now) {
        Archivist archivist =
                new Archivist(
                        store,
                        preferences,
                        sessions,
                        new FixedRouter(delivery),
                        Clock.fixed(now, ZoneOffset.UTC));
        archivist.accounts = accounts;
        return archivist;
    }

    /** What Juliet sends, as it goes on behind the archive. */
    Message sends(String xml) {
        Stanza stanza = Stanza.from(Xml.parse(xml, Stanza.CLIENT)).withFrom(JULIET);
        return passed(archivist(DAWN).intercept(stanza, TestContext.sent(session)));
    }

    /** What Juliet receives, as it goes on behind the archive. */
    Message receives(String xml) {
        return receives(xml, ACCOUNT, DAWN);
    }

    Message receives(String xml, BareJid account, Instant now) {
        Stanza stanza = Stanza.from(Xml.parse(xml, Stanza.CLIENT));
        return passed(archivist(now).intercept(stanza, TestContext.received(account)));
    }

    private static Message passed(Verdict verdict) {
        return (Message) ((Verdict.Pass) verdict).stanza();
    }

    /** Lets Romeo say so many lines, a second apart, and returns the ids of all. */
    List<String> lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                receives(
                                        "<message from='%s' to='%s' type='chat' id='m%d'><body>%d</body></message>"
                                                .formatted(ROMEO, ACCOUNT, i, i),
                                        ACCOUNT,
                                        DAWN.plusSeconds(i)))
                .map(message -> id(message).orElseThrow())
                .toList();
    }

    static Optional<String> id(Stanza stanza) {
        return StanzaId.of(stanza, ACCOUNT).map(StanzaId::id);
    }

    /** Asks for something in the archive's namespace. */
    IqResponse asks(String type, String payload) {
        Stanza iq =
                Stanza.from(
                        Xml.parse(
                                "<iq id='q' type='%s'>%s</iq>".formatted(type, payload),
                                Stanza.CLIENT));
        return handler.handle(
                (IqRequest) iq.withFrom(JULIET),
                new TestContext(Leg.RECEIVED, ACCOUNT, Optional.of(session)));
    }

    /** Asks for messages; the arguments are fields of the form, "name=value", or other elements. */
    IqResponse queries(String... parts) {
        StringBuilder fields = new StringBuilder();
        StringBuilder others = new StringBuilder();
        for (String part : parts) {
            if (part.startsWith("<")) {
                others.append(part);
            } else {
                String[] field = part.split("=", 2);
                fields.append("<field var='%s'>".formatted(field[0]));
                for (String value : field[1].split(",", -1)) {
                    fields.append("<value>%s</value>".formatted(value));
                }
                fields.append("</field>");
            }
        }
        String form =
                fields.isEmpty()
                        ? ""
                        : "<x xmlns='jabber:x:data' type='submit'>"
                                + "<field var='FORM_TYPE' type='hidden'><value>urn:xmpp:mam:2"
                                + "</value></field>"
                                + fields
                                + "</x>";
        return asks("set", "<query xmlns='urn:xmpp:mam:2'>" + form + others + "</query>");
    }

    static String page(String request) {
        return "<set xmlns='http://jabber.org/protocol/rsm'>" + request + "</set>";
    }

    /** The bodies of the results that Juliet's session has got, in their order. */
    List<String> bodies() {
        return session.delivered().stream()
                .map(ArchiveFixture::forwarded)
                .map(message -> ((Message) Stanza.from(message)).body())
                .toList();
    }

    static Element forwarded(Stanza stanza) {
        return stanza.payload("urn:xmpp:mam:2", "result")
                .flatMap(result -> result.child("urn:xmpp:forward:0", "forwarded"))
                .flatMap(forwarded -> forwarded.child(Stanza.CLIENT, "message"))
                .orElseThrow();
    }

    /** All that is in an archive. */
    List<Message> archive(BareJid account) {
        return store.archive().find(account, Log.Query.first(1000)).entries().stream()
                .map(Log.Entry::value)
                .toList();
    }

    List<Message> archive() {
        return archive(ACCOUNT);
    }
}
