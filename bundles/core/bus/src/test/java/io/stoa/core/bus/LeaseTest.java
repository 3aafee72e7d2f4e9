package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class LeaseTest {

    @Test
    void aClosedLeaseLetsNobodyIn() {
        Lease<String> lease = new Lease<>("service", Map.of());
        lease.close(Duration.ofSeconds(1));
        assertThat(lease.<String>call(it -> it, "closed", error -> "failed")).isEqualTo("closed");
        assertThat(lease.closed()).isTrue();
    }

    @Test
    void closingWaitsForTheCallInside() throws InterruptedException {
        Lease<String> lease = new Lease<>("service", Map.of());
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        AtomicBoolean left = new AtomicBoolean();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        lease.call(
                                                it -> {
                                                    inside.countDown();
                                                    await(leave);
                                                    left.set(true);
                                                    return true;
                                                },
                                                false,
                                                error -> false));
        inside.await();
        Thread closer =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    lease.close(Duration.ofSeconds(30));
                                    assertThat(left).isTrue();
                                });
        leave.countDown();
        closer.join();
        caller.join();
        assertThat(left).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void noCallIsInsideAfterClosingHoweverManyCallersThereAre() throws InterruptedException {
        for (int round = 0; round < 50; round++) {
            Lease<String> lease = new Lease<>("service", Map.of());
            AtomicBoolean closed = new AtomicBoolean();
            AtomicInteger late = new AtomicInteger();
            var callers =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            Thread.ofVirtual()
                                                    .start(() -> callAlong(lease, closed, late)))
                            .toList();
            lease.close(Duration.ofSeconds(30));
            closed.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(late).hasValue(0);
        }
    }

    private static void callAlong(Lease<String> lease, AtomicBoolean closed, AtomicInteger late) {
        boolean open = true;
        while (open) {
            open =
                    lease.call(
                            it -> {
                                if (closed.get()) {
                                    late.incrementAndGet();
                                }
                                return true;
                            },
                            false,
                            error -> false);
        }
    }
}
