package io.stoa.runtime.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;
import io.stoa.xml.Element;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/**
 * Messages for people who are away, while the process is killed at random moments (XEP-0160). Who
 * resumes (XEP-0198) gets each of them once and in order, whether the process dies while it is
 * stored, delivered or acknowledged. Who does not acknowledge loses none, and gets no more than a
 * few of them twice, under the same names. {@code -Dstoa.crash.rounds=20} for the whole drill.
 */
class OfflineCrashIT {

    private static final int ROUNDS = Integer.getInteger("stoa.crash.rounds", 3);
    private static final int PEOPLE = 4;

    /** How many wait for somebody who acknowledges nothing. */
    private static final int WAITING = 150;

    /** As many as io.stoa.im.offline hands over at a time. */
    private static final int PART = 20;

    private static final int AHEAD = 20;
    private static final String SID = "urn:xmpp:sid:0";

    private final long seed = Long.getLong("stoa.crash.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<ResumingClient> senders = new ArrayList<>();
    private final List<ResumingClient> resuming = new ArrayList<>();
    private final List<Plain> plain = new ArrayList<>();
    private final int[] sent = new int[PEOPLE];
    private int doubles;

    /** Somebody who acknowledges nothing: what has come, in its order, since the last time. */
    private static final class Plain {
        private final String account;
        private final List<Element> received = new ArrayList<>();

        Plain(String account) {
            this.account = account;
        }

        /** Reads until the process dies or so many have come. */
        void read(RuntimeProcess server, int count) {
            try (TcpClient client =
                    TcpClient.connect(server.port("c2s"), account, "secret", "plain")) {
                client.send("<presence/>");
                while (received.size() < count) {
                    Element next = client.receive();
                    if (next.local().equals("message")) {
                        received.add(next);
                    }
                }
            } catch (AssertionError | UncheckedIOException killed) {
                // what has come has come
                assertThat(received).as("%s", killed).isNotNull();
            }
        }
    }

    @Test
    void nothingIsLostAndNothingComesTwiceToWhoResumes(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            try (RuntimeProcess server = RuntimeProcess.start(data)) {
                if (round == 0) {
                    begin(server);
                } else {
                    resume(server);
                }
                if (round > 0) {
                    checkPlain(server, round - 1);
                }
                leaveForPlain(round);
                goOnUntilKilled(server);
            }
        }
        try (RuntimeProcess server = RuntimeProcess.start(data)) {
            resume(server);
            checkPlain(server, ROUNDS - 1);
            finish(server);
        } finally {
            senders.forEach(ResumingClient::close);
            resuming.forEach(ResumingClient::close);
        }
    }

    private void begin(RuntimeProcess server) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            for (String name : List.of("sender" + i, "resuming" + i, "plain" + i)) {
                lines.add("account add " + name + "@" + Stoa.DOMAIN + " --password secret");
            }
        }
        server.shell(lines);
        for (int i = 0; i < PEOPLE; i++) {
            senders.add(new ResumingClient("sender" + i, "r").connect(server.port("c2s")));
            resuming.add(new ResumingClient("resuming" + i, "r").connect(server.port("c2s")));
            plain.add(new Plain("plain" + i));
            ResumingClient sender = senders.get(i);
            ResumingClient client = resuming.get(i);
            client.send("<presence/>");
            assertThat(client.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
            assertThat(sender.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        }
    }

    private void resume(RuntimeProcess server) throws IOException, InterruptedException {
        for (int i = 0; i < PEOPLE; i++) {
            if (random.nextBoolean()) {
                senders.get(i).resume(server.port("c2s"));
                resuming.get(i).resume(server.port("c2s"));
            } else {
                resuming.get(i).resume(server.port("c2s"));
                senders.get(i).resume(server.port("c2s"));
            }
        }
    }

    // ── who acknowledges nothing ──

    private static String name(int round, int number) {
        return "p" + round + "-" + number;
    }

    private void leaveForPlain(int round) throws IOException, InterruptedException {
        for (int i = 0; i < PEOPLE; i++) {
            for (int number = 0; number < WAITING; number++) {
                senders.get(i).message("plain" + i + "@" + Stoa.DOMAIN, name(round, number));
            }
        }
        for (ResumingClient sender : senders) {
            assertThat(sender.awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
        }
    }

    /** The rest comes on the next stream: behind what had come, or with a part of it again. */
    private void checkPlain(RuntimeProcess server, int round) {
        for (Plain each : plain) {
            Map<String, String> names = new LinkedHashMap<>();
            each.received.forEach(it -> names.put(it.attribute("id"), stanzaId(it)));
            List<Element> before = List.copyOf(each.received);
            each.received.clear();
            String last = name(round, WAITING - 1);
            if (!names.containsKey(last) || !before.getLast().attribute("id").equals(last)) {
                readUntil(server, each, last);
            } else {
                readWhatIsThere(server, each);
            }
            int again = 0;
            for (Element next : each.received) {
                String known = names.put(next.attribute("id"), stanzaId(next));
                if (known != null) {
                    again++;
                    assertThat(stanzaId(next)).as("the name of what comes twice").isEqualTo(known);
                }
            }
            assertThat(names.keySet())
                    .as("%s, seed %d", each.account, seed)
                    .containsExactlyElementsOf(
                            IntStream.range(0, WAITING).mapToObj(it -> name(round, it)).toList());
            assertThat(again).as("twice, seed %d", seed).isLessThanOrEqualTo(PART);
            doubles += again;
            each.received.clear();
        }
    }

    private static String stanzaId(Element message) {
        return message.child(SID, "stanza-id").orElseThrow().attribute("id");
    }

    private static void readUntil(RuntimeProcess server, Plain each, String last) {
        try (TcpClient client =
                TcpClient.connect(server.port("c2s"), each.account, "secret", "plain")) {
            client.send("<presence/>");
            String id = "";
            while (!id.equals(last)) {
                Element next = client.receive();
                if (next.local().equals("message")) {
                    each.received.add(next);
                    id = next.attribute("id");
                }
            }
        }
    }

    private static void readWhatIsThere(RuntimeProcess server, Plain each) {
        try (TcpClient client =
                TcpClient.connect(server.port("c2s"), each.account, "secret", "plain")) {
            client.send("<presence/><iq type='get' id='ping'><ping xmlns='urn:xmpp:ping'/></iq>");
            Element next = client.receive();
            while (!next.local().equals("iq")) {
                if (next.local().equals("message")) {
                    each.received.add(next);
                }
                next = client.receive();
            }
        }
    }

    // ── at random ──

    private void goOnUntilKilled(RuntimeProcess server) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(PEOPLE);
        CountDownLatch done = new CountDownLatch(3 * PEOPLE);
        for (int i = 0; i < PEOPLE; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> talk(number, over, begun, done));
            Thread.ofVirtual().start(() -> comeAndGo(number, over, done));
            Thread.ofVirtual()
                    .start(
                            () -> {
                                plain.get(number).read(server, WAITING);
                                done.countDown();
                            });
        }
        begun.await();
        boolean ended = done.await(random.nextInt(700), TimeUnit.MILLISECONDS);
        assertThat(ended).isFalse();
        server.kill();
        over.set(true);
        assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private void talk(int i, AtomicBoolean over, CountDownLatch begun, CountDownLatch done) {
        ResumingClient sender = senders.get(i);
        try {
            int first = sent[i];
            while (!over.get() && sender.awaitUntil(it -> it.unacknowledged() < AHEAD)) {
                sent[i]++;
                sender.message("resuming" + i + "@" + Stoa.DOMAIN, Integer.toString(sent[i]));
                if (sent[i] == first + 5) {
                    begun.countDown();
                }
            }
        } catch (IOException killed) {
            assertThat(sender.unacknowledged()).as("%s", killed).isPositive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            begun.countDown();
            done.countDown();
        }
    }

    /** Away for a few messages, and then there for a few. */
    private void comeAndGo(int i, AtomicBoolean over, CountDownLatch done) {
        ResumingClient client = resuming.get(i);
        try {
            while (!over.get() && client.why().isEmpty()) {
                client.send("<presence type='unavailable'/>");
                int away = sent[i];
                client.awaitUntil(it -> over.get() || sent[i] > away + 10);
                client.send("<presence/>");
                client.awaitUntil(it -> over.get() || it.unacknowledged() == 0);
            }
        } catch (IOException killed) {
            assertThat(client.unacknowledged()).as("%s", killed).isPositive();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            done.countDown();
        }
    }

    private static List<String> twice(ResumingClient client) {
        Map<String, String> seen = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        for (Element each : client.received("message")) {
            String before = seen.put(each.attribute("id"), each.toXml());
            if (before != null) {
                twice.add(before + " " + each.toXml());
            }
        }
        return twice;
    }

    private void finish(RuntimeProcess server) throws IOException, InterruptedException {
        int total = 0;
        for (int i = 0; i < PEOPLE; i++) {
            int count = sent[i];
            assertThat(senders.get(i).awaitUntil(it -> it.unacknowledged() == 0)).isTrue();
            ResumingClient client = resuming.get(i);
            client.send("<presence/>");
            client.awaitUntil(it -> it.unacknowledged() == 0 && it.bodies().size() >= count);
            List<String> all = IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
            assertThat(client.bodies())
                    .as("resuming %d, seed %d, twice %s", i, seed, twice(client))
                    .containsExactlyElementsOf(all);
            assertThat(ArchivePages.ids(server, "resuming" + i))
                    .as("the archive of resuming %d, seed %d", i, seed)
                    .containsExactlyElementsOf(all);
            assertThat(ArchivePages.ids(server, "sender" + i))
                    .as("the archive of sender %d, seed %d", i, seed)
                    .doesNotHaveDuplicates()
                    .containsAll(all);
            total += count;
        }
        LoggerFactory.getLogger(OfflineCrashIT.class)
                .info(
                        "{} kills, {} messages to who resumes, none lost, none twice; {} to who"
                                + " does not, none lost, {} twice",
                        ROUNDS,
                        total,
                        ROUNDS * PEOPLE * WAITING,
                        doubles);
    }
}
