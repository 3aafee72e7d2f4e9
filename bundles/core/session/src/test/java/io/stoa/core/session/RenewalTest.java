package io.stoa.core.session;

import static io.stoa.core.session.TrackedServer.JULIET;
import static io.stoa.core.session.TrackedServer.ROMEO;
import static io.stoa.core.session.TrackedServer.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.session.Saved.Batch;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.storage.Log;
import io.stoa.storage.StorageException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a journal of many sessions is begun anew while they go on. */
class RenewalTest {

    /** So many commits and the journal is begun anew. */
    private static final int GROWN = 5001;

    private static final int MANY = 200;

    /** Some for the sessions, which are {@link #MANY} of either kind, and one to look at it. */
    private static final int STEPS = 8;

    private final FragileStorage storage = new FragileStorage();
    private final TrackedServer server = new TrackedServer(Map.of());
    private final Wire wire = new Wire();
    private final List<Tracking> idle = new ArrayList<>();
    private int messages;
    private String gone = "";

    private static FullJid number(int i, String resource) {
        return FullJid.parse("user%d@stoa.example/%s".formatted(i, resource));
    }

    /** Sessions of which each was sent something, has sent something, and says no more. */
    private void manyIdle() {
        for (int i = 0; i < MANY; i++) {
            Tracking tracking = server.tracked(number(i, "idle"), new Wire());
            tracking.session().deliver(message("for " + i));
            server.table.handling(tracking.session(), () -> true);
            idle.add(tracking);
            Session passing = server.table.open(number(i, "passing"), new Wire());
            server.table.presence(passing, Presence.of(PresenceType.AVAILABLE));
        }
        server.schedule.run();
    }

    /** Makes commits. */
    private void commits(Tracking romeo, int count) {
        for (int i = 0; i < count; i++) {
            messages++;
            romeo.session().deliver(message("m" + messages));
            romeo.acknowledged(messages - 1);
            server.schedule.run();
        }
    }

    private List<Batch> entries() {
        return storage.journal().stream().map(Log.Entry::value).toList();
    }

    /** Lets as much time pass as the removal of everything needs. */
    private void passTime() {
        for (int n = 0; n < 200; n++) {
            server.schedule.later();
        }
    }

    private TrackedServer crashed() {
        TrackedServer next = new TrackedServer(Map.of());
        // who was there goes on with the original
        next.keptIn(storage.copy());
        next.schedule.run();
        return next;
    }

    private void everybodyIsBack() {
        TrackedServer next = crashed();
        for (int i = 0; i < MANY; i++) {
            Wire again = new Wire();
            Tracking after =
                    next.table.find(number(i, "idle").bare(), idle.get(i).id()).orElseThrow();
            assertThat(next.resume(after, again)).isTrue();
            assertThat(again.take()).containsExactly("<resumed1>", "for " + i, "<r>");
            assertThat(next.table.find(number(i, "passing"))).isPresent();
        }
        assertThat(next.table.ended(JULIET.bare(), gone)).hasValue(1);
    }

    private Tracking begin() {
        server.keptIn(storage);
        manyIdle();
        Tracking juliet = server.tracked(JULIET, new Wire());
        server.table.handling(juliet.session(), () -> true);
        server.table.close(juliet.session());
        server.schedule.run();
        gone = juliet.id();
        return server.tracked(ROMEO, wire);
    }

    @Test
    void eachCommitCarriesAFewSessionsAsAWhole() {
        Tracking romeo = begin();
        int before = entries().size();
        commits(romeo, GROWN - before + STEPS);
        List<Batch> all = entries();
        List<Batch> renewing = all.subList(before, all.size());
        assertThat(renewing).allMatch(it -> it.sessions().size() < 40 && it.passing().size() < 40);
        assertThat(renewing.stream().mapToInt(it -> it.passing().size()).sum()).isEqualTo(MANY);
        passTime();
        assertThat(entries()).hasSizeLessThan(100);
        everybodyIsBack();
    }

    @Test
    void aCrashInTheMiddleLosesNobody() {
        Tracking romeo = begin();
        commits(romeo, GROWN - entries().size() + STEPS / 2);
        passTime();
        assertThat(entries()).hasSizeGreaterThan(GROWN);
        everybodyIsBack();
    }

    @Test
    void aCommitThatFailsInTheMiddleLosesNobody() {
        Tracking romeo = begin();
        commits(romeo, GROWN - entries().size());
        storage.broken(true);
        for (int i = 0; i < STEPS; i++) {
            commits(romeo, 1);
            server.schedule.later();
        }
        storage.broken(false);
        server.schedule.later();
        commits(romeo, STEPS);
        passTime();
        assertThat(entries()).hasSizeLessThan(100);
        everybodyIsBack();
    }

    @Test
    void whoComesAndGoesMeanwhileIsAsHeIs() {
        Tracking romeo = begin();
        commits(romeo, GROWN - entries().size() + 2);
        server.table.close(idle.getFirst().session());
        server.table.close(idle.getLast().session());
        Tracking late = server.tracked(number(0, "late"), new Wire());
        commits(romeo, STEPS);
        passTime();
        assertThat(entries()).hasSizeLessThan(100);
        TrackedServer next = crashed();
        assertThat(next.table.find(number(0, "late").bare(), late.id())).isPresent();
        for (Tracking ended : List.of(idle.getFirst(), idle.getLast())) {
            assertThat(next.table.find(ended.session().address())).isEmpty();
            assertThat(next.table.ended(ended.session().address().bare(), ended.id())).hasValue(1);
        }
    }

    @Test
    void whatNobodyCanTakeNowIsTakenLaterAndHoldsNothingUp() {
        Tracking romeo = begin();
        List<String> taken = new ArrayList<>();
        server.taker =
                stanza -> {
                    throw new StorageException("the database is away");
                };
        server.table.close(idle.getFirst().session());
        server.schedule.run();
        server.taker = stanza -> taken.add(stanza.toElement().toString());
        passTime();
        assertThat(taken).hasSize(1).first().asString().contains("for 0");
        commits(romeo, GROWN - entries().size() + STEPS);
        passTime();
        assertThat(entries()).hasSizeLessThan(100);
        assertThat(crashed().table.find(number(0, "idle"))).isEmpty();
    }

    @Test
    void whoIsLeavingIsKeptUntilWhatHeHeldIsInOtherHands() {
        Tracking romeo = begin();
        commits(romeo, GROWN - entries().size());
        List<Boolean> there = new ArrayList<>();
        server.taker =
                stanza -> {
                    // while this is under way others go on, and the process ends
                    romeo.session().deliver(message("other"));
                    server.schedule.run();
                    passTime();
                    Tracking leaving = idle.getFirst();
                    there.add(
                            crashed()
                                    .table
                                    .find(number(0, "idle").bare(), leaving.id())
                                    .isPresent());
                };
        // it is to be written, and then it ends
        idle.getFirst().session().deliver(message("last"));
        server.table.close(idle.getFirst().session());
        server.schedule.run();
        assertThat(there).containsExactly(true, true);
        server.taker = stanza -> {};
        commits(romeo, STEPS);
        assertThat(crashed().table.find(number(0, "idle"))).isEmpty();
    }
}
