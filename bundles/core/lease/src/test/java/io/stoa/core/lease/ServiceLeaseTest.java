package io.stoa.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.lifecycle.Lease;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class ServiceLeaseTest {

    private final LeaseOffice office = Offices.patient();

    private Lease<String> lease(String service) {
        return office.of("iq", service, Map.of("component.name", "io.stoa.some.Thing"));
    }

    @Test
    void aClosedLeaseLetsNobodyIn() {
        Lease<String> lease = lease("service");
        lease.close(() -> {});
        assertThat(lease.<String>call(it -> it, "closed", error -> "failed")).isEqualTo("closed");
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
    }

    @Test
    void closingWaitsForTheCallInside() throws InterruptedException {
        Lease<String> lease = lease("service");
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
                                    lease.close(() -> {});
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
            Lease<String> lease = lease("service");
            AtomicBoolean closed = new AtomicBoolean();
            AtomicInteger late = new AtomicInteger();
            var callers =
                    IntStream.range(0, 8)
                            .mapToObj(
                                    i ->
                                            Thread.ofVirtual()
                                                    .start(() -> callAlong(lease, closed, late)))
                            .toList();
            lease.close(() -> {});
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
