package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.StorageException;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** What happens when the database fails: never an acknowledgement of what is not durable. */
interface FaultContract {

    /** Who writes. */
    BareJid JULIET = StorageUnderTest.JULIET;

    /** When entries happen. */
    Instant DAWN = Instant.parse("2026-07-17T05:30:00Z");

    /** Returns a storage whose connections fail. */
    JdbcStorage storage(FaultySource faults);

    /** A disk that is full now and then. */
    @Test
    default void whatIsAcknowledgedWhileWritesFailIsThereAndNothingElse() throws Exception {
        FaultySource faults = new FaultySource();
        Log<String> log = storage(faults).log(StorageUnderTest.texts());
        log.append(JULIET, DAWN, StorageUnderTest.ROMEO, "first");
        faults.onWrite((number, text) -> number % 7 == 0 ? full() : Optional.empty());
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        Map<String, String> refused = new ConcurrentHashMap<>();

        together(
                24,
                thread -> {
                    for (int i = 0; i < 10; i++) {
                        String value = thread + "/" + i;
                        try {
                            String id = log.append(JULIET, DAWN, StorageUnderTest.ROMEO, value);
                            acknowledged.put(value, id);
                        } catch (StorageException e) {
                            refused.put(value, String.valueOf(e.getMessage()));
                        }
                    }
                });
        faults.onWrite((number, text) -> Optional.empty());
        acknowledged.put("last", log.append(JULIET, DAWN, StorageUnderTest.ROMEO, "last"));

        assertThat(refused).isNotEmpty();
        assertThat(refused.values()).allMatch(it -> it.contains("no space left"));
        List<Log.Entry<String>> entries = log.find(JULIET, Log.Query.first(1000)).entries();
        assertThat(entries.stream().map(Log.Entry::value))
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(refused.keySet())
                .containsAll(acknowledged.keySet());
        assertThat(entries.stream().map(Log.Entry::id))
                .isSorted()
                .containsAll(acknowledged.values());
    }

    /** A volume that became read-only. */
    @Test
    default void everyWriteFailsAndEveryReadGoesOnWhenTheDatabaseIsReadOnly() {
        FaultySource faults = new FaultySource();
        JdbcStorage storage = storage(faults);
        Items<String> items = storage.items(StorageUnderTest.texts());
        Documents<String> documents = storage.documents(StorageUnderTest.texts());
        items.put(JULIET, "a", "one");
        documents.update(JULIET, present -> Optional.of("one"));

        faults.onWrite((number, text) -> readOnly());

        assertThatThrownBy(() -> items.put(JULIET, "a", "two"))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> items.remove(JULIET, "a")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> documents.update(JULIET, present -> Optional.of("two")))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> storage.erase(JULIET)).isInstanceOf(StorageException.class);
        assertThat(items.all(JULIET)).containsExactly(Map.entry("a", "one"));
        assertThat(documents.get(JULIET)).contains("one");

        faults.onWrite((number, text) -> Optional.empty());

        items.put(JULIET, "a", "two");
        assertThat(items.get(JULIET, "a")).contains("two");
    }

    /** A commit of which nobody knows how it ended. */
    @Test
    default void nothingIsAcknowledgedWhenTheCommitFails() {
        FaultySource faults = new FaultySource();
        Log<String> log = storage(faults).log(StorageUnderTest.texts());
        log.append(JULIET, DAWN, StorageUnderTest.ROMEO, "first");

        faults.onCommit((number, argument) -> gone());
        assertThatThrownBy(() -> log.append(JULIET, DAWN, StorageUnderTest.ROMEO, "second"))
                .isInstanceOf(StorageException.class);
        faults.onCommit((number, argument) -> Optional.empty());

        log.append(JULIET, DAWN, StorageUnderTest.ROMEO, "third");
        assertThat(log.find(JULIET, Log.Query.first(10)).entries())
                .extracting(Log.Entry::value)
                .startsWith("first")
                .endsWith("third");
    }

    /** Group commit. */
    @Test
    default void writersWhoComeTogetherShareCommits() throws Exception {
        FaultySource faults = new FaultySource();
        JdbcStorage storage = storage(faults);
        Log<String> log = storage.log(StorageUnderTest.texts());
        Items<String> items = storage.items(StorageUnderTest.texts());
        items.put(JULIET, "a", "one");
        log.append(JULIET, DAWN, StorageUnderTest.ROMEO, "first");
        int before = faults.commits();
        CountDownLatch slow = new CountDownLatch(1);
        faults.onCommit((number, argument) -> awaited(slow));
        List<Thread> writers =
                IntStream.range(0, 40)
                        .mapToObj(
                                i ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () ->
                                                                log.append(
                                                                        JULIET,
                                                                        DAWN,
                                                                        StorageUnderTest.ROMEO,
                                                                        "" + i)))
                        .toList();
        while (!writers.stream()
                .allMatch(
                        it ->
                                it.getState() == Thread.State.WAITING
                                        || it.getState() == Thread.State.TIMED_WAITING)) {
            Thread.onSpinWait();
        }

        slow.countDown();
        for (Thread writer : writers) {
            writer.join();
        }

        // the first alone, then the others in one
        assertThat(faults.commits() - before).isBetween(2, 4);
        assertThat(log.find(JULIET, Log.Query.first(100)).entries()).hasSize(41);
    }

    private static Optional<SQLException> full() {
        return Optional.of(new SQLException("no space left on device", "53100"));
    }

    private static Optional<SQLException> readOnly() {
        return Optional.of(new SQLException("read-only file system", "58030"));
    }

    private static Optional<SQLException> gone() {
        return Optional.of(new SQLNonTransientConnectionException("connection lost", "08006"));
    }

    private static Optional<SQLException> awaited(CountDownLatch latch) {
        try {
            latch.await();
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void together(int threads, IntConsumer job)
            throws InterruptedException, ExecutionException {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> jobs =
                    IntStream.range(0, threads)
                            .<Future<?>>mapToObj(i -> pool.submit(() -> job.accept(i)))
                            .toList();
            for (Future<?> done : jobs) {
                done.get();
            }
        }
    }
}
