package io.stoa.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * The crash drill: the process is killed at random moments while clients talk, again and again. No
 * message that was acknowledged is lost, and none comes twice to who resumes properly, nor is any
 * twice in an archive. {@code -Dstoa.crash.rounds=20} for the whole drill.
 */
class ResumeCrashIT {

    private static final int ROUNDS = Integer.getInteger("stoa.crash.rounds", 3);
    private static final int PAIRS = 8;

    /** How many messages may be under way: a client that never waits learns nothing. */
    private static final int AHEAD = 20;

    private final long seed = Long.getLong("stoa.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<ResumingClient> senders = new ArrayList<>();
    private final List<ResumingClient> receivers = new ArrayList<>();
    private final int[] sent = new int[PAIRS];

    @Test
    void nothingAcknowledgedIsLostAndNothingComesTwice(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            try (RuntimeProcess server = RuntimeProcess.start(data)) {
                if (round == 0) {
                    begin(server);
                } else {
                    resume(server);
                }
                talkUntilKilled(server);
            }
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            resume(server);
            finish();
            for (int i = 0; i < PAIRS; i++) {
                checkArchive(server, "sender" + i, sent[i]);
                checkArchive(server, "receiver" + i, sent[i]);
            }
        } finally {
            senders.forEach(ResumingClient::close);
            receivers.forEach(ResumingClient::close);
        }
    }

    private void begin(RuntimeProcess server) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            for (String name : List.of("sender" + i, "receiver" + i)) {
                lines.add("account add " + name + "@" + Stoa.DOMAIN + " --password secret");
            }
        }
        server.shell(lines);
        for (int i = 0; i < PAIRS; i++) {
            senders.add(new ResumingClient("sender" + i, "r").connect(server.port("c2s")));
            receivers.add(new ResumingClient("receiver" + i, "r").connect(server.port("c2s")));
            receivers.get(i).send("<presence/>");
            ResumingClient receiver = receivers.get(i);
            assertThat(receiver.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        }
    }

    private void resume(RuntimeProcess server) throws IOException, InterruptedException {
        for (int i = 0; i < PAIRS; i++) {
            // either may be first
            if (random.nextBoolean()) {
                senders.get(i).resume(server.port("c2s"));
                receivers.get(i).resume(server.port("c2s"));
            } else {
                receivers.get(i).resume(server.port("c2s"));
                senders.get(i).resume(server.port("c2s"));
            }
        }
    }

    private void talkUntilKilled(RuntimeProcess server) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(PAIRS);
        CountDownLatch begun = new CountDownLatch(PAIRS);
        for (int i = 0; i < PAIRS; i++) {
            int pair = i;
            Thread.ofVirtual().start(() -> talk(pair, over, begun, done));
        }
        begun.await();
        // at a random moment
        boolean ended = done.await(100 + random.nextInt(1500), TimeUnit.MILLISECONDS);
        assertThat(ended).isFalse();
        server.kill();
        over.set(true);
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void talk(int pair, AtomicBoolean over, CountDownLatch begun, CountDownLatch done) {
        ResumingClient sender = senders.get(pair);
        try {
            int first = sent[pair];
            while (!over.get() && sender.awaitUntil(it -> it.unacknowledged() < AHEAD)) {
                // either address: the bare one finds the resource as well
                String resource = sent[pair] % 2 == 0 ? "/r" : "";
                sent[pair]++;
                sender.message(
                        "receiver" + pair + "@" + Stoa.DOMAIN + resource,
                        Integer.toString(sent[pair]));
                if (sent[pair] == first + 5) {
                    begun.countDown();
                }
            }
        } catch (IOException killed) {
            assertThat(sender.unacknowledged()).isPositive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
            done.countDown();
        }
    }

    /** What was sent again is not kept again. */
    private void checkArchive(RuntimeProcess server, String account, int count) {
        assertThat(ArchivePages.ids(server, account))
                .as("the archive of %s, seed %d", account, seed)
                .containsExactlyElementsOf(numbers(count));
    }

    private static List<String> numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    }

    private void finish() throws InterruptedException {
        int total = 0;
        for (int i = 0; i < PAIRS; i++) {
            int pair = i;
            ResumingClient sender = senders.get(i);
            ResumingClient receiver = receivers.get(i);
            assertThat(sender.awaitUntil(it -> it.unacknowledged() == 0))
                    .as("all is acknowledged in the end; seed %d", seed)
                    .isTrue();
            receiver.awaitUntil(it -> it.bodies().size() >= sent[pair]);
            assertThat(receiver.bodies())
                    .as("receiver %d, seed %d", i, seed)
                    .containsExactlyElementsOf(numbers(sent[i]));
            total += sent[i];
        }
        assertThat(total).isGreaterThan(PAIRS * ROUNDS);
        LoggerFactory.getLogger(ResumeCrashIT.class)
                .info("{} kills, {} messages, none lost, none twice", ROUNDS, total);
    }
}
