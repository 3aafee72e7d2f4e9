package io.stoa.core.session;

import static io.stoa.core.session.TrackedServer.JULIET;
import static io.stoa.core.session.TrackedServer.ROMEO;
import static io.stoa.core.session.TrackedServer.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.Jid;
import io.stoa.session.DeliveryFilter;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What is between two stores, or between two people, when the process ends. */
class AfterCrashTest {

    private static final Session.Key<Jid[]> DIRECTED = new Session.Key<>("t.jids", Jid[].class);

    private final Storage storage = new MemoryStorage();
    private final TrackedServer server = new TrackedServer(Map.of());
    private final Wire wire = new Wire();

    private static Tracking tracking(TrackedServer server, Tracking before) {
        return server.table.find(before.session().address().bare(), before.id()).orElseThrow();
    }

    private TrackedServer crashed() {
        TrackedServer next = new TrackedServer(Map.of());
        next.keptIn(storage);
        next.schedule.run();
        return next;
    }

    @Test
    void whatComesOutOfAStoreSurvivesWithTheMarkOfIt() {
        Session.Key<String> taken = new Session.Key<>("t.taken", String.class);
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        server.table.handling(
                romeo.session(),
                () -> {
                    romeo.session().deliver(message("m1"), "", taken, "1");
                    server.schedule.run();
                    assertThat(romeo.session().settle()).isTrue();
                    romeo.session().deliver(message("m2"), "", taken, "2");
                    return false;
                });

        TrackedServer next = crashed();
        Session restored = tracking(next, romeo).session();
        assertThat(restored.get(taken)).contains("1");
        // it comes from the store again, not from what the client sends again
        next.table.handling(
                restored,
                () -> {
                    restored.deliver(message("m2"), "", taken, "2");
                    return true;
                });
        next.schedule.run();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed1>", "m1", "m2", "<r>");
    }

    /** It was stored, taken out, and comes again, for its sender has not heard that it was. */
    @Test
    void whatWasTakenOutOfAStoreIsNotGivenAgainWhenItsCauseComesAgain() {
        Session.Key<String> taken = new Session.Key<>("t.taken", String.class);
        server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, new Wire());
        Tracking romeo = server.tracked(ROMEO, wire);
        List<String> causes = new ArrayList<>();
        server.table.handling(
                juliet.session(),
                () -> {
                    causes.add(server.table.cause());
                    return false;
                });
        assertThat(server.table.cause()).isEmpty();
        romeo.session().deliver(message("m1"), causes.getFirst(), taken, "1");
        server.schedule.run();

        TrackedServer next = crashed();
        Session restored = tracking(next, romeo).session();
        next.table.handling(
                tracking(next, juliet).session(),
                () -> {
                    causes.add(next.table.cause());
                    return true;
                });
        assertThat(causes.getLast()).isNotEmpty().isEqualTo(causes.getFirst());
        restored.deliver(message("m1"), causes.getLast(), taken, "2");
        next.schedule.run();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "m1", "<r>");
        assertThat(restored.get(taken)).contains("2");
    }

    /** The store is emptied after the crash, and then its cause comes again. */
    @Test
    void whatWasTakenOutSinceTheCrashIsNotGivenAgainEither() {
        Session.Key<String> taken = new Session.Key<>("t.taken", String.class);
        server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, new Wire());
        List<String> cause = new ArrayList<>();
        server.table.handling(juliet.session(), () -> !cause.add(server.table.cause()));

        TrackedServer next = crashed();
        // to whom it does not matter whether he acknowledges
        Session romeo = next.table.open(ROMEO, wire);
        romeo.deliver(message("m1"), cause.getFirst(), taken, "1");
        Session sender = tracking(next, juliet).session();
        next.table.handling(
                sender,
                () -> {
                    romeo.deliver(message("m1"));
                    romeo.deliver(message("m1"), next.table.cause(), taken, "2");
                    return true;
                });
        next.table.handling(
                sender,
                () -> {
                    romeo.deliver(message("m2"));
                    return true;
                });
        assertThat(wire.take()).containsExactly("m1", "m2");
    }

    @Test
    void presenceIsToldAgain() {
        server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, new Wire());
        Tracking romeo = server.tracked(ROMEO, wire);
        Presence here = (Presence) Presence.of(PresenceType.AVAILABLE).withId("p");
        server.table.handling(
                juliet.session(),
                () -> {
                    romeo.session().deliver(here);
                    romeo.session().deliver(message("m1"));
                    server.schedule.run();
                    return false;
                });

        TrackedServer next = crashed();
        next.table.handling(
                tracking(next, juliet).session(),
                () -> {
                    tracking(next, romeo).session().deliver(message("m1"));
                    tracking(next, romeo).session().deliver(here);
                    return true;
                });
        next.schedule.run();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "p", "m1", "p", "<r>");
    }

    @Test
    void whoeverIsBackMayRepeatUntilSomethingIsNew() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        assertThat(romeo.session().repeats()).isFalse();
        Session restored = tracking(crashed(), romeo).session();
        assertThat(restored.repeats()).isTrue();
        restored.repeatsNoMore();
        assertThat(restored.repeats()).isFalse();
    }

    /** Holds everything back until it is flushed; of equal ids only the last. */
    private static final class Holding implements DeliveryFilter {

        private final List<Stanza> held = new ArrayList<>();

        @Override
        public void deliver(Stanza stanza, Session session, Consumer<Stanza> onward) {
            held.removeIf(it -> it.id().equals(stanza.id()));
            held.add(stanza);
        }

        @Override
        public void flush(Session session, Consumer<Stanza> onward) {
            List.copyOf(held).forEach(onward);
            held.clear();
        }

        @Override
        public List<Stanza> held(Session session) {
            return List.copyOf(held);
        }
    }

    @Test
    void whatAFilterHoldsBackIsNotLost() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        romeo.session().deliver(message("m1"));
        server.chain.bindFilter(
                new Holding(),
                Map.of("stoa.delivery.stage", "HOLD", "component.name", "io.stoa.test.Holding"));
        List.of("h1", "h2", "h1", "h3").forEach(id -> romeo.session().deliver(message(id)));
        server.schedule.run();
        assertThat(wire.take()).containsExactly("m1", "<r>");
        Wire again = new Wire();
        TrackedServer next = crashed();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "m1", "h2", "h1", "h3", "<r>");
    }

    @Test
    void whatAFilterHasSentOnIsNotHeldBackAnyMore() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        server.chain.bindFilter(
                new Holding(),
                Map.of("stoa.delivery.stage", "HOLD", "component.name", "io.stoa.test.Holding"));
        List.of("h1", "h2").forEach(id -> romeo.session().deliver(message(id)));
        server.schedule.run();
        romeo.session().flush();
        romeo.session().deliver(message("h3"));
        server.schedule.run();
        assertThat(wire.take()).containsExactly("h1", "h2", "<r>");
        romeo.acknowledged(1);
        server.schedule.run();
        Wire again = new Wire();
        TrackedServer next = crashed();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "h2", "h3", "<r>");
    }

    /** RFC 6121 §4.5: whoever cannot come back is said to be gone. */
    @Test
    void aSessionThatCannotBeResumedEndsAfterTheCrash() {
        server.keptIn(storage);
        Session romeo = server.table.open(ROMEO, wire);
        server.table.open(JULIET, new Wire());
        server.table.presence(romeo, Presence.of(PresenceType.AVAILABLE));
        romeo.put(DIRECTED, new Jid[] {JULIET});
        server.schedule.run();

        TrackedServer next = crashed();
        assertThat(next.table.find(JULIET)).isEmpty();
        Session ghost = next.table.find(ROMEO).orElseThrow();
        assertThat(ghost.detached()).isTrue();
        assertThat(ghost.get(DIRECTED).orElseThrow()).containsExactly(JULIET);
        // it takes what comes, and leaves it behind
        ghost.deliver(message("m1"));
        assertThat(next.left).isEmpty();
        // and is not forgotten if the process dies again
        TrackedServer third = crashed();
        third.schedule.later();
        assertThat(third.left).containsExactly(ROMEO + " unavailable");
        assertThat(third.table.count()).isZero();
        next.schedule.later();
        assertThat(next.left).containsExactly(ROMEO + " unavailable");
        assertThat(next.elsewhere).containsExactly("m1");
        assertThat(crashed().table.count()).isZero();
    }

    /** A slow start: whoever has to be told, such as rooms, may not be there after five seconds. */
    @Test
    void noSessionEndsBeforeTheServerHasStarted() {
        server.keptIn(storage);
        Session romeo = server.table.open(ROMEO, wire);
        server.table.presence(romeo, Presence.of(PresenceType.AVAILABLE));
        romeo.put(DIRECTED, new Jid[] {JULIET});
        server.schedule.run();
        TrackedServer next = crashed();
        next.starting = true;

        next.schedule.later();
        next.schedule.later();

        assertThat(next.left).isEmpty();
        assertThat(next.events).doesNotContain("Closed");
        assertThat(next.table.find(ROMEO)).isPresent();
        next.starting = false;
        next.schedule.later();
        assertThat(next.left).containsExactly(ROMEO + " unavailable");
        assertThat(next.events).contains("Closed");
    }

    @Test
    void aSessionThatHasEndedInTimeIsNotSaidToBeGoneAgain() {
        server.keptIn(storage);
        Session romeo = server.table.open(ROMEO, wire);
        server.table.presence(romeo, Presence.of(PresenceType.AVAILABLE));
        server.schedule.run();
        server.table.close(romeo);
        server.schedule.run();
        assertThat(crashed().table.count()).isZero();
    }

    @Test
    void aSessionThatWantsToBeResumedLaterIsOneSession() {
        server.keptIn(storage);
        Session romeo = server.table.open(ROMEO, wire);
        server.table.presence(romeo, Presence.of(PresenceType.AVAILABLE));
        server.schedule.run();
        Tracking tracking =
                server.table
                        .begin(
                                romeo,
                                new Tracking.Terms(
                                        true, Duration.ofDays(1), Element.of("t:t", "r")),
                                it -> Element.of("t:t", "enabled"))
                        .orElseThrow();
        server.schedule.run();

        TrackedServer next = crashed();
        assertThat(next.table.count()).isEqualTo(1);
        assertThat(next.resume(tracking(next, tracking), new Wire())).isTrue();
    }

    /** What was left behind reaches another session once, though it is left behind twice. */
    @Test
    void whatASessionLeftBehindIsMovedOnce() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, new Wire());
        Tracking other = server.tracked(JULIET, wire);
        romeo.session().deliver(message("m1"));
        romeo.session().deliver(message("m2"));
        server.schedule.run();
        // the process ends before it is known that the session has
        server.taker = stanza -> crashAfter(other, stanza);
        server.table.close(romeo.session());
        server.schedule.run();
        // the rest would be moved later
        assertThat(server.schedule.waiting()).isPositive();

        TrackedServer next = crashed();
        next.taker = stanza -> tracking(next, other).session().deliver(stanza);
        next.table.close(tracking(next, romeo).session());
        next.schedule.run();
        Wire again = new Wire();
        next.resume(tracking(next, other), again);
        assertThat(again.take()).containsExactly("<resumed0>", "m1", "m2", "<r>");
    }

    private void crashAfter(Tracking other, Stanza stanza) {
        other.session().deliver(stanza);
        server.schedule.run();
        throw new StorageException("the process ends");
    }
}
