package io.stoa.core.session;

import static io.stoa.core.session.TrackedServer.JULIET;
import static io.stoa.core.session.TrackedServer.ROMEO;
import static io.stoa.core.session.TrackedServer.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.storage.Log;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What survives a crash: servers that are not stopped, one after the other on one storage. */
class JournalTest {

    private static final Session.Key<Boolean> COPIES = new Session.Key<>("t.copies", Boolean.class);
    private static final Session.Key<Jid[]> DIRECTED = new Session.Key<>("t.jids", Jid[].class);

    private final FragileStorage storage = new FragileStorage();
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
    void aStanzaLeavesWhenItIsDurable() {
        server.keptIn(storage);
        Tracking tracking = server.tracked(ROMEO, wire);
        tracking.session().deliver(message("m1"));
        tracking.session().deliver(message("m2"));
        assertThat(wire.take()).isEmpty();
        server.schedule.run();
        assertThat(wire.take()).containsExactly("m1", "m2", "<r>");
    }

    @Test
    void anAnswerWaitsForWhatItSays() {
        server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, wire);
        Wire other = new Wire();
        Tracking romeo = server.tracked(ROMEO, other);
        server.table.handling(
                juliet.session(),
                () -> {
                    romeo.session().deliver(message("m1"));
                    return true;
                });
        juliet.answer(Element.of("t:t", "a").with("h", Long.toString(juliet.handled())));
        assertThat(wire.take()).isEmpty();
        server.schedule.run();
        assertThat(wire.take()).containsExactly("<a1>");
        assertThat(other.take()).containsExactly("m1", "<r>");
        // nothing has happened since: nothing to wait for
        juliet.answer(Element.of("t:t", "a").with("h", "1"));
        assertThat(wire.take()).containsExactly("<a1>");
    }

    @Test
    void aSessionIsThereAfterACrash() {
        server.keptIn(storage);
        Tracking before = server.tracked(ROMEO, wire);
        Session session = before.session();
        server.table.presence(
                session, Presence.of(PresenceType.AVAILABLE).with(Element.of("t:t", "caps")));
        session.put(COPIES, Boolean.TRUE);
        session.put(DIRECTED, new Jid[] {JULIET, Jid.parse("room.example")});
        server.table.handling(session, () -> true);
        session.deliver(message("m1"));
        session.deliver(message("m2"));
        server.schedule.run();
        before.acknowledged(1);
        server.schedule.run();

        TrackedServer next = crashed();
        Tracking after = tracking(next, before);
        Session restored = after.session();
        assertThat(next.events).containsExactly("Bound", "Detached");
        assertThat(restored.address()).isEqualTo(ROMEO);
        assertThat(restored.since()).isEqualTo(session.since());
        assertThat(restored.detached()).isTrue();
        assertThat(restored.presence().orElseThrow().payload("t:t", "caps")).isPresent();
        assertThat(restored.get(COPIES)).contains(true);
        assertThat(restored.get(DIRECTED).orElseThrow())
                .containsExactly(JULIET, Jid.parse("room.example"));
        assertThat(after.patience()).isEqualTo(before.patience());
        Wire again = new Wire();
        assertThat(next.resume(after, again)).isTrue();
        assertThat(again.take()).containsExactly("<resumed1>", "m2", "<r>");
    }

    @Test
    void whatWasNotDurableWasNotSentEither() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        romeo.session().deliver(message("m1"));
        server.table.handling(romeo.session(), () -> true);
        assertThat(wire.take()).isEmpty();

        TrackedServer next = crashed();
        Wire again = new Wire();
        assertThat(next.resume(tracking(next, romeo), again)).isTrue();
        assertThat(again.take()).containsExactly("<resumed0>");
    }

    @Test
    void whatIsSentAgainBecauseItWasHandledInPartIsNotDeliveredAgain() {
        server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, new Wire());
        Tracking romeo = server.tracked(ROMEO, wire);
        // the process ends while juliet's first stanza is on its way, romeo has it
        server.table.handling(
                juliet.session(),
                () -> {
                    romeo.session().deliver(message("m1"));
                    server.schedule.run();
                    return false;
                });
        assertThat(wire.take()).containsExactly("m1", "<r>");
        romeo.acknowledged(1);
        server.schedule.run();

        TrackedServer next = crashed();
        Wire again = new Wire();
        Wire hers = new Wire();
        next.resume(tracking(next, romeo), again);
        next.resume(tracking(next, juliet), hers);
        assertThat(hers.take()).containsExactly("<resumed0>");
        for (String id : List.of("m1", "m2")) {
            next.table.handling(
                    tracking(next, juliet).session(),
                    () -> {
                        tracking(next, romeo).session().deliver(message(id));
                        return true;
                    });
        }
        next.schedule.run();
        assertThat(again.take()).containsExactly("<resumed0>", "m2", "<r>");
    }

    @Test
    void aSecondCrashChangesNothing() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        romeo.session().deliver(message("m1"));
        server.schedule.run();
        crashed();
        TrackedServer third = crashed();
        Wire again = new Wire();
        third.resume(tracking(third, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "m1", "<r>");
    }

    @Test
    void whatHasEndedIsNotRestoredAndTellsItsCount() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        server.table.handling(romeo.session(), () -> true);
        server.table.close(romeo.session());
        server.schedule.run();
        TrackedServer next = crashed();
        assertThat(next.table.count()).isZero();
        assertThat(next.table.ended(ROMEO.bare(), romeo.id())).hasValue(1);
    }

    @Test
    void whileTheStorageFailsStanzasGoOnAndAnswersWait() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        storage.broken(true);
        romeo.session().deliver(message("m1"));
        server.table.handling(romeo.session(), () -> true);
        romeo.answer(Element.of("t:t", "a").with("h", "1"));
        server.schedule.run();
        assertThat(wire.take()).containsExactly("m1", "<r>");
        romeo.session().deliver(message("m2"));
        assertThat(wire.take()).containsExactly("m2");
        storage.broken(false);
        server.schedule.later();
        assertThat(wire.take()).containsExactly("<a1>");
        TrackedServer next = crashed();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed1>", "m1", "m2", "<r>");
    }

    @Test
    void whenTheStorageGoesNothingWaitsForIt() {
        Keeper keeper = server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        romeo.session().deliver(message("m1"));
        keeper.stop();
        assertThat(wire.take()).containsExactly("m1", "<r>");
        romeo.session().deliver(message("m2"));
        assertThat(wire.take()).containsExactly("m2");
        // and when it is back, it has the sessions as they are, once
        server.keptIn(storage);
        server.schedule.run();
        assertThat(server.table.count()).isEqualTo(1);
        TrackedServer next = crashed();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "m1", "m2", "<r>");
    }

    @Test
    void theJournalDoesNotGrowForEver() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        for (int i = 1; i <= 12_000; i++) {
            romeo.session().deliver(message("m" + i));
            romeo.acknowledged(i - 1);
            server.schedule.run();
        }
        passTime();
        assertThat(
                        storage.log(BatchCodec.STORE)
                                .find(Journal.OWNER, Log.Query.first(9000))
                                .entries())
                .hasSizeLessThan(6000);
        TrackedServer next = crashed();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "m12000", "<r>");
    }

    @Test
    void nobodyWaitsWhileWhatIsOldIsRemoved() {
        server.keptIn(storage);
        Tracking romeo = server.tracked(ROMEO, wire);
        int many = 5200;
        for (int i = 1; i <= many; i++) {
            romeo.session().deliver(message("m" + i));
            romeo.acknowledged(i - 1);
            server.schedule.run();
        }
        wire.take();
        // a step of it is due, and there is more
        assertThat(entries()).isGreaterThan(5000);
        romeo.session().deliver(message("last"));
        romeo.acknowledged(many);
        server.schedule.run();
        assertThat(wire.take()).contains("last");
        assertThat(entries()).isGreaterThan(5000);
        // a crash in the middle of it
        TrackedServer next = crashed();
        Wire again = new Wire();
        next.resume(tracking(next, romeo), again);
        assertThat(again.take()).containsExactly("<resumed0>", "last", "<r>");
        passTime();
        assertThat(entries()).isLessThan(500);
    }

    private int entries() {
        return storage.log(BatchCodec.STORE).count(Journal.OWNER, Log.Query.first(20_000));
    }

    /** Lets as much of it pass as the removal of everything needs. */
    private void passTime() {
        for (int n = 0; n < 200; n++) {
            server.schedule.later();
        }
    }

    @Test
    void withoutDurabilityNothingIsStored() {
        TrackedServer forgetful = new TrackedServer(Map.of("durable", false));
        forgetful.keptIn(storage);
        Tracking romeo = forgetful.tracked(ROMEO, wire);
        romeo.session().deliver(message("m1"));
        assertThat(wire.take()).containsExactly("m1", "<r>");
        assertThat(crashed().table.count()).isZero();
    }

    @Test
    void whatAFeatureKeepsIsKeptIfItIsOfAKnownType() {
        for (Object value :
                List.of(
                        true,
                        7,
                        8L,
                        "text",
                        Instant.EPOCH,
                        JULIET,
                        List.of("a", "b"),
                        Set.of("c"),
                        Element.of("t:t", "e"))) {
            Element written = Values.write("k", value).orElseThrow();
            assertThat(Values.key(written)).isEqualTo("k");
            assertThat(Values.read(written)).contains(value);
        }
        assertThat(Values.write("k", new Object())).isEmpty();
        assertThat(Values.write("k", List.of(1))).isEmpty();
    }
}
