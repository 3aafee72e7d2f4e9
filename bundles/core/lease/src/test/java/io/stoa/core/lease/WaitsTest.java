package io.stoa.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Meters.Meter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;

class WaitsTest {

    private static final Duration STUCK = Duration.ofMillis(50);

    private final LeaseOffice office = Offices.patient();
    private final Lease<String> lease = lease("io.stoa.some.Thing", 7);
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);

    private Lease<String> lease(String component, long bundle) {
        return office.of(
                "iq", "service", Map.of("component.name", component, "service.bundleid", bundle));
    }

    private static ThreadFactory threads(boolean virtual) {
        return virtual ? Thread.ofVirtual().factory() : Thread.ofPlatform().factory();
    }

    private Thread start(boolean virtual, Runnable what) {
        Thread thread = threads(virtual).newThread(what);
        thread.start();
        return thread;
    }

    private String slow() throws InterruptedException {
        waiting.countDown();
        answer.await();
        return "late";
    }

    /** A storage, a client: something that answers when it likes. */
    private String service() {
        try {
            return office.service(this::slow);
        } catch (InterruptedException interrupted) {
            return "interrupted";
        }
    }

    private Optional<String> peer() {
        try {
            return office.peer(this::slow);
        } catch (InterruptedException interrupted) {
            return Optional.of("interrupted");
        }
    }

    /** Waits until more time has gone by than a call may last. */
    private static void longerThanStuck() {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < 2 * STUCK.toNanos()) {
            Thread.onSpinWait();
        }
    }

    private Meter meter() {
        return office.all().getFirst();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoWaitsForAServiceDoesNotHang(boolean virtual) throws InterruptedException {
        BlockingQueue<String> results = new LinkedBlockingQueue<>();
        Thread caller =
                start(
                        virtual,
                        () -> results.add(lease.call(it -> service(), "closed", e -> "failed")));
        waiting.await();
        longerThanStuck();
        assertThat(office.presence().longerThan(STUCK)).isEmpty();
        answer.countDown();
        caller.join();
        assertThat(results.take()).isEqualTo("late");
        assertThat(meter().waited()).isGreaterThan(STUCK);
        assertThat(meter().time()).isLessThan(meter().waited());
        assertThat(meter().state()).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFollowsTheWaitingIsItsOwnAgain(boolean virtual) throws InterruptedException {
        CountDownLatch back = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread caller =
                start(
                        virtual,
                        () ->
                                lease.call(
                                        it -> {
                                            service();
                                            back.countDown();
                                            return await(leave);
                                        },
                                        false,
                                        error -> false));
        waiting.await();
        answer.countDown();
        back.await();
        longerThanStuck();
        assertThat(office.presence().longerThan(STUCK)).hasSize(1);
        leave.countDown();
        caller.join();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    @Test
    void whoCalledTheFeatureThatWaitsWaitsToo() throws InterruptedException {
        Lease<String> inner = lease("io.stoa.some.Inner", 8);
        Thread caller =
                start(
                        true,
                        () ->
                                lease.call(
                                        it ->
                                                inner.call(
                                                        that -> service(), "closed", e -> "failed"),
                                        "closed",
                                        error -> "failed"));
        waiting.await();
        longerThanStuck();
        assertThat(office.presence().longerThan(STUCK)).isEmpty();
        answer.countDown();
        caller.join();
        assertThat(office.all()).allMatch(it -> it.waited().compareTo(STUCK) > 0);
    }

    @Test
    void outsideOfAFeatureItChangesNothing() {
        assertThat(office.<String, RuntimeException>service(() -> "at once")).isEqualTo("at once");
        assertThat(office.<String, RuntimeException>peer(() -> "at once")).contains("at once");
        assertThatThrownBy(
                        () ->
                                office.service(
                                        () -> {
                                            throw new IllegalStateException("broken");
                                        }))
                .hasMessage("broken");
    }

    @Test
    void whoReplacesAFeatureDoesNotWaitForASilentPeer() throws InterruptedException {
        BlockingQueue<Optional<String>> results = new LinkedBlockingQueue<>();
        Thread caller =
                start(
                        true,
                        () ->
                                results.add(
                                        lease.call(
                                                it -> peer(), Optional.of("closed"), e -> null)));
        waiting.await();
        Gate gate = office.close(Set.of(7L));
        // the client answers when the feature has left: its call must leave, too
        answer.countDown();
        caller.join();
        assertThat(results.take()).isEmpty();
        gate.open();
        assertThat(meter().inside()).isZero();
        assertThat(lease.call(it -> it, "closed", error -> "failed")).isEqualTo("service");
    }

    @Test
    void aPeerWhoAnswersInAMomentIsWaitedFor() throws InterruptedException {
        BlockingQueue<List<Optional<String>>> results = new LinkedBlockingQueue<>();
        Thread caller =
                start(
                        true,
                        () ->
                                results.add(
                                        lease.call(
                                                it -> List.of(peer(), peer()),
                                                List.of(),
                                                error -> List.of())));
        waiting.await();
        Thread closer = start(true, () -> office.close(Set.of(7L)));
        while (lease.state("") == Lease.State.OPEN) {
            Thread.onSpinWait();
        }
        answer.countDown();
        caller.join();
        closer.join();
        assertThat(results.take()).containsExactly(Optional.of("late"), Optional.of("late"));
    }

    @Test
    void whoWaitsAtAGateInsideAFeatureDoesNotHang() throws InterruptedException {
        Lease<String> inner = lease("io.stoa.some.Inner", 8);
        Gate gate = office.close(Set.of(8L));
        Thread caller =
                start(true, () -> lease.call(it -> inner.await(), Optional.empty(), e -> null));
        while (gate.parked() == 0) {
            Thread.onSpinWait();
        }
        longerThanStuck();
        assertThat(office.presence().longerThan(STUCK)).isEmpty();
        gate.open();
        caller.join();
    }
}
