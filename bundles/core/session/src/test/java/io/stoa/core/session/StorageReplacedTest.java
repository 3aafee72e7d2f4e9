package io.stoa.core.session;

import static io.stoa.core.session.TrackedServer.JULIET;
import static io.stoa.core.session.TrackedServer.ROMEO;
import static io.stoa.core.session.TrackedServer.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.session.Session;
import io.stoa.session.Tracking;
import io.stoa.storage.Storage;
import io.stoa.storage.memory.MemoryStorage;

import org.junit.jupiter.api.Test;

import java.util.Map;

/** The bundle that is the storage is updated: the sessions stay, their journal goes and comes. */
final class StorageReplacedTest {

    private static final Session.Key<String> NOTE = new Session.Key<>("t.note", String.class);

    private final Storage storage = new MemoryStorage();
    private final TrackedServer server = new TrackedServer(Map.of());
    private final Wire wire = new Wire();

    @Test
    void whoIsThereStaysAndWhoHasGoneMeanwhileDoesNotComeBack() {
        Keeper first = server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, wire);
        Session romeo = server.table.open(ROMEO, new Wire());
        romeo.put(NOTE, "somebody was told of him");
        server.schedule.run();

        first.stop();
        server.table.close(romeo);
        server.events.clear();
        server.keptIn(storage);
        server.schedule.run();

        assertThat(server.events).isEmpty();
        assertThat(server.table.all()).containsExactly(juliet.session());
    }

    /** What is sent meanwhile waits for nobody, and is durable afterwards. */
    @Test
    void whatIsNotAcknowledgedIsKeptByTheNewOne() {
        Keeper first = server.keptIn(storage);
        Tracking juliet = server.tracked(JULIET, wire);

        first.stop();
        juliet.session().deliver(message("m1"));
        assertThat(wire.take()).contains("m1");
        Keeper second = server.keptIn(storage);
        juliet.session().deliver(message("m2"));
        server.schedule.run();
        assertThat(wire.take()).contains("m2");

        TrackedServer crashed = new TrackedServer(Map.of());
        crashed.keptIn(storage);
        crashed.schedule.run();
        Wire again = new Wire();
        Tracking restored = crashed.table.find(JULIET.bare(), juliet.id()).orElseThrow();
        assertThat(crashed.resume(restored, again)).isTrue();
        assertThat(again.take()).contains("m1", "m2");
        second.stop();
    }
}
