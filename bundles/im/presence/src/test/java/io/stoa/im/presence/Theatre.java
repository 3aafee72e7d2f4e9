package io.stoa.im.presence;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestContext;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Juliet and Romeo, each with two resources, and the rules between them, one leg at a time. */
final class Theatre {

    static final BareJid JULIET = Jid.parse("juliet@example.com").bare();
    static final BareJid ROMEO = Jid.parse("romeo@example.net").bare();

    final TestSession balcony = session("juliet@example.com/balcony");
    final TestSession chamber = session("juliet@example.com/chamber");
    final TestSession orchard = session("romeo@example.net/orchard");
    final TestSessions sessions = new TestSessions(balcony, chamber, orchard);
    final FakeRosters rosters = new FakeRosters(sessions);
    final MemoryStorage storage = new MemoryStorage();
    final PresenceRules rules;

    Theatre() {
        this(Map.of());
    }

    Theatre(Map<String, Object> values) {
        rules =
                new PresenceRules(
                        rosters, sessions, storage, Configs.of(PresenceRules.Config.class, values));
    }

    static TestSession session(String address) {
        return new TestSession((FullJid) Jid.parse(address));
    }

    static Presence presence(PresenceType type) {
        return Presence.of(type);
    }

    /** Makes a subscription, as it is in both rosters. */
    void subscribed(BareJid subscriber, BareJid to) {
        rosters.update(
                subscriber,
                to,
                item ->
                        Stream.of(item.orElse(RosterItem.blank(to)).listed(true))
                                .map(it -> it.with(both(it, true, false)))
                                .findFirst());
        rosters.update(
                to,
                subscriber,
                item ->
                        Stream.of(item.orElse(RosterItem.blank(subscriber)).listed(true))
                                .map(it -> it.with(both(it, false, true)))
                                .findFirst());
    }

    private static Subscription both(RosterItem item, boolean to, boolean from) {
        return Subscription.of(to || item.subscription().to(), from || item.subscription().from());
    }

    /** A client sends presence: the SENT leg, returning what leaves. */
    List<Stanza> sends(TestSession session, Presence presence) {
        Presence stamped = presence.withFrom(session.address());
        if (stamped.to().isEmpty() && stamped.type() == PresenceType.AVAILABLE) {
            session.available(stamped);
        } else if (stamped.to().isEmpty() && stamped.type() == PresenceType.UNAVAILABLE) {
            session.unavailable();
        }
        TestContext context = TestContext.sent(session);
        rules.handle(stamped, context);
        return context.sent();
    }

    /** Presence arrives for an account: the RECEIVED leg, returning what leaves. */
    List<Stanza> arrives(Presence presence) {
        TestContext context = TestContext.received(presence.to().orElseThrow().bare());
        rules.handle(presence, context);
        return context.sent();
    }

    /** A client sends presence and everything that follows happens, on both sides. */
    void plays(TestSession session, Presence presence) {
        List<Stanza> queue = new ArrayList<>(sends(session, presence));
        while (!queue.isEmpty()) {
            queue.addAll(carried((Presence) queue.removeFirst()));
        }
    }

    /** What the bus does between the legs (RFC 6121 §8.5.3). */
    private List<Stanza> carried(Presence presence) {
        Jid to = presence.to().orElseThrow();
        boolean handled = presence.type().isSubscription() || presence.type() == PresenceType.PROBE;
        if (to instanceof FullJid full && !handled) {
            sessions.find(full).ifPresent(it -> it.deliver(presence));
            return List.of();
        }
        return sessions.of(to.bare()).isEmpty() ? List.of() : arrives(presence);
    }

    RosterItem item(BareJid account, BareJid contact) {
        return rosters.item(account, contact).orElseThrow();
    }
}
