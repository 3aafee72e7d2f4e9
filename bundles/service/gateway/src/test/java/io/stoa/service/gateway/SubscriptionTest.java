package io.stoa.service.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Ear.Contact;
import io.stoa.gateway.NetworkException;
import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who wants to see whom (XEP-0100 §4.6, §4.7, §5.1). */
class SubscriptionTest extends AtIcq {

    private static final BareJid NURSE = BareJid.parse("nurse@icq.stoa.example");
    private static final String PRESENCE = "<presence to='nurse@icq.stoa.example' type='%s'/>";

    SubscriptionTest() {
        super(Map.of());
    }

    private Optional<RosterItem> nurse() {
        return stoa.service(Rosters.class).item(JULIET, NURSE);
    }

    private boolean sees() {
        return nurse().filter(it -> it.subscription() == Subscription.TO).isPresent();
    }

    private static void awaitAsked(FakeNetwork.Session session, String... what) {
        await(() -> session.asked.size() >= what.length);
        assertThat(session.asked).containsExactly(what);
    }

    /** What was asked before has been asked then. */
    private void say(FakeNetwork.Session session, String word) {
        juliet.send("<message to='nurse@icq.stoa.example'><body>" + word + "</body></message>");
        await(() -> session.said.stream().anyMatch(it -> it.endsWith(word)));
    }

    @Test
    void whoIsAddedHereIsAddedThereAndRemovedAgain() throws InterruptedException {
        FakeNetwork.Session session = register();
        juliet.send(PRESENCE.formatted("subscribe"));
        awaitAsked(session, "add nurse");
        await(this::sees);
        juliet.send(
                "<iq id='s1' type='set'><query xmlns='jabber:iq:roster'><item"
                        + " jid='nurse@icq.stoa.example' subscription='remove'/></query></iq>");
        awaitAsked(session, "add nurse", "remove nurse");
        assertThat(nurse()).isEmpty();
    }

    @Test
    void whomTheNetworkDoesNotAddIsNotSeen() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.refusal = Optional.of(new NetworkException(NetworkException.Kind.NOBODY, "who?"));
        juliet.send(PRESENCE.formatted("subscribe"));
        awaitAsked(session, "add nurse");
        await(() -> nurse().filter(it -> !it.pendingOut()).isPresent());
        assertThat(sees()).isFalse();
    }

    @Test
    void aContactOfTheNetworkIsNotAddedAgain() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.contacts(List.of(new Contact("nurse", "")));
        awaitRoster("icq.stoa.example", "nurse@icq.stoa.example");
        juliet.send(PRESENCE.formatted("subscribe"));
        say(session, "the end");
        assertThat(session.asked).isEmpty();
    }

    @Test
    void whoAsksThereIsAnsweredHereOnce() throws InterruptedException {
        FakeNetwork.Session session = register();
        session.ear.asks("Nurse", "it is me");
        assertThat(next("type='subscribe'"))
                .contains("from='nurse@icq.stoa.example'", "<status>it is me</status>");
        juliet.send(PRESENCE.formatted("subscribed"));
        juliet.send(PRESENCE.formatted("subscribed"));
        awaitAsked(session, "allow Nurse");
        session.ear.asks("Tybalt", "");
        next("from='tybalt@icq.stoa.example'");
        juliet.send("<presence to='tybalt@icq.stoa.example' type='unsubscribed'/>");
        awaitAsked(session, "allow Nurse", "refuse Tybalt");
        // who may see her already is answered by the server (RFC 6121 §3.1.3)
        session.ear.asks("Nurse", "");
        awaitAsked(session, "allow Nurse", "refuse Tybalt", "allow Nurse");
    }

    @Test
    void whoIsNotLoggedInTellsTheNetworkNothing() throws InterruptedException {
        FakeNetwork.Session session = register();
        network.failure = Optional.of(new NetworkException(NetworkException.Kind.AWAY, "down"));
        session.ear.lost(new NetworkException(NetworkException.Kind.AWAY, "gone"));
        juliet.send(PRESENCE.formatted("subscribe"));
        await(this::sees);
        assertThat(session.asked).isEmpty();
    }
}
