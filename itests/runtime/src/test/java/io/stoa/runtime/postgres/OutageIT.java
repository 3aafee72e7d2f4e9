package io.stoa.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.stanza.Stanza;
import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** The database is killed under load and comes back: nobody is told what is not so. */
@ExtendWith(Postgres.class)
class OutageIT {

    private static final int WRITERS = 4;

    /** How many writes of each writer are acknowledged before the outage, and after it. */
    private static final int ENOUGH = 25;

    /** How many writes of each writer fail meanwhile. */
    private static final int FAILURES = 50;

    private static final int LONGEST = 500;
    private static final long PAUSE_NANOS = 100_000_000;

    @Test
    void nothingAcknowledgedIsLostAndOnlyThoseWaitWhoNeedTheDatabase(@TempDir Path folder)
            throws InterruptedException {
        try (PostgresCluster cluster = PostgresCluster.create();
                RuntimeProcess server = OnPostgres.start(cluster, folder, 3)) {
            List<String> names = new ArrayList<>(List.of("juliet", "romeo"));
            for (int i = 0; i < WRITERS; i++) {
                names.add("writer" + i);
            }
            names.forEach(
                    it -> server.call("account", "add", it + "@" + Stoa.DOMAIN, "--password", "x"));
            Phaser phases = new Phaser(WRITERS + 1);
            List<Writer> writers =
                    names.stream()
                            .filter(it -> it.startsWith("writer"))
                            .map(it -> new Writer(server, it, phases))
                            .toList();
            List<Thread> threads = writers.stream().map(Thread::startVirtualThread).toList();
            try (Pair pair = new Pair(server)) {
                // whom they block is known to the server from here on
                pair.talk();
                phases.arriveAndAwaitAdvance();
                cluster.kill();
                pair.talk();
                phases.arriveAndAwaitAdvance();
                pair.talk();
                cluster.start();
                pair.talk();
            }
            for (Thread thread : threads) {
                thread.join();
            }

            writers.forEach(writer -> writer.check(server));
        }
    }

    /** Adds contacts until enough were acknowledged, refused, and acknowledged again. */
    private static final class Writer implements Runnable {

        private final RuntimeProcess server;
        private final String name;
        private final Phaser phases;
        private final Set<String> acknowledged = new TreeSet<>();
        private final Set<String> unexpected = new TreeSet<>();
        private int refused;

        Writer(RuntimeProcess server, String name, Phaser phases) {
            this.server = server;
            this.name = name;
            this.phases = phases;
        }

        @Override
        public void run() {
            try (TcpClient client = TcpClient.connect(server.port("c2s"), name, "x", "pen")) {
                write(client, () -> acknowledged.size() >= ENOUGH);
                phases.arriveAndAwaitAdvance();
                write(client, () -> refused >= FAILURES);
                phases.arriveAndAwaitAdvance();
                int before = acknowledged.size();
                write(client, () -> acknowledged.size() >= before + ENOUGH);
            } catch (AssertionError e) {
                unexpected.add(String.valueOf(e));
            } finally {
                phases.arriveAndDeregister();
            }
        }

        private void write(TcpClient client, BooleanSupplier enough) {
            int first = acknowledged.size() + refused;
            for (int i = first; i < first + LONGEST && !enough.getAsBoolean(); i++) {
                String contact = "contact" + i + "@" + Stoa.DOMAIN;
                Element answer =
                        client.request(
                                "<iq type='set' id='%d'><query xmlns='jabber:iq:roster'>"
                                                .formatted(i)
                                        + "<item jid='%s'/></query></iq>".formatted(contact));
                if (answer.attribute("type").equals("result")) {
                    acknowledged.add(contact);
                } else {
                    refused++;
                    // as a client does that is told to wait
                    LockSupport.parkNanos(PAUSE_NANOS);
                    answer.child(Stanza.CLIENT, "error")
                            .filter(error -> !error.attribute("type").equals("wait"))
                            .ifPresent(error -> unexpected.add(String.valueOf(error)));
                }
            }
            if (!enough.getAsBoolean()) {
                unexpected.add("not enough after %d writes".formatted(LONGEST));
            }
        }

        void check(RuntimeProcess running) {
            assertThat(unexpected).isEmpty();
            assertThat(refused).isGreaterThanOrEqualTo(FAILURES);
            try (TcpClient reader =
                    TcpClient.connect(running.port("c2s"), name, "x", "spectacles")) {
                Set<String> roster =
                        reader.request(
                                        "<iq type='get' id='g'><query"
                                                + " xmlns='jabber:iq:roster'/></iq>")
                                .child("jabber:iq:roster", "query")
                                .orElseThrow()
                                .elements()
                                .map(item -> item.attribute("jid"))
                                .collect(Collectors.toSet());
                assertThat(roster).hasSizeGreaterThan(2 * ENOUGH - 1).containsAll(acknowledged);
            }
        }
    }
}
