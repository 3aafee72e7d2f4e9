package io.stoa.storage.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.storage.StorageException;

import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class KeyedLocksTest {

    private final KeyedLocks locks = new KeyedLocks();

    @Test
    void jobsOfOneKeyRunOneAfterTheOther() throws InterruptedException, ExecutionException {
        StringBuilder log = new StringBuilder();
        CountDownLatch inside = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StringBuilder> second =
                    locks.hold(
                            "key",
                            () -> {
                                Future<StringBuilder> waiting =
                                        threads.submit(
                                                () -> {
                                                    inside.countDown();
                                                    return locks.hold(
                                                            "key", () -> log.append("second"));
                                                });
                                await(inside);
                                log.append("first ");
                                return waiting;
                            });
            assertThat(second.get().toString()).isEqualTo("first second");
        }
    }

    @Test
    void jobsOfDifferentKeysDoNotWait() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String both =
                    locks.hold(
                            "one",
                            () -> {
                                Future<String> other =
                                        threads.submit(() -> locks.hold("two", () -> "two"));
                                return "one " + result(other);
                            });
            assertThat(both).isEqualTo("one two");
        }
    }

    @Test
    void aJobMayEnterItsOwnKeyAgain() {
        assertThat(locks.<String>hold("key", () -> locks.hold("key", () -> "inner")))
                .isEqualTo("inner");
    }

    @Test
    void aJobThatThrowsLeavesTheKeyFree() {
        assertThatThrownBy(
                        () ->
                                locks.hold(
                                        "key",
                                        () -> {
                                            throw new IllegalStateException("no");
                                        }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(locks.<String>hold("key", () -> "free")).isEqualTo("free");
    }

    @Test
    void whoIsInterruptedWhileWaitingIsTold() throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String told =
                    locks.hold(
                            "key",
                            () ->
                                    result(
                                            threads.submit(
                                                    () -> {
                                                        Thread.currentThread().interrupt();
                                                        return interrupted();
                                                    })));
            assertThat(told).isEqualTo("told, and the thread is still interrupted");
        }
    }

    private String interrupted() {
        try {
            return locks.hold("key", () -> "entered");
        } catch (StorageException e) {
            return Thread.interrupted() ? "told, and the thread is still interrupted" : "told";
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> T result(Future<T> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
