package io.stoa.core.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.lifecycle.Gate;
import io.stoa.lifecycle.Lease;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.testkit.Configs;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

class GateTest {

    private static final long BUNDLE = 7;

    private final LeaseOffice office = Offices.patient();

    private static Lease<String> lease(LeaseOffice office, long bundle, String service) {
        return office.of(
                "iq",
                service,
                Map.of("component.name", "io.stoa.some.Thing", "service.bundleid", bundle));
    }

    private static String call(Lease<String> lease) {
        return lease.call(it -> it, "closed", error -> "failed");
    }

    @Test
    void whatIsBehindAClosedGateIsHeldAndNotCalled() {
        Lease<String> held = lease(office, BUNDLE, "old");
        Lease<String> other = lease(office, 8, "other");
        Gate gate = office.close(Set.of(BUNDLE));
        assertThat(held.state("")).isEqualTo(Lease.State.HELD);
        assertThat(call(held)).isEqualTo("closed");
        assertThat(call(other)).isEqualTo("other");
        gate.open();
        assertThat(held.state("")).isEqualTo(Lease.State.OPEN);
        assertThat(call(held)).isEqualTo("old");
    }

    @Test
    void whoComesWhileTheGateIsClosedIsHeldToo() {
        Gate gate = office.close(Set.of(BUNDLE));
        Lease<String> successor = lease(office, BUNDLE, "new");
        assertThat(successor.state("")).isEqualTo(Lease.State.HELD);
        gate.open();
        assertThat(call(successor)).isEqualTo("new");
    }

    @Test
    void aBundleBesideTheOldOneIsAdmittedToTheGate() {
        Gate gate = office.close(Set.of(BUNDLE));
        Lease<String> early = lease(office, 9, "early");
        gate.admit(9);
        Lease<String> late = lease(office, 9, "late");
        assertThat(early.state("")).isEqualTo(Lease.State.HELD);
        assertThat(late.state("")).isEqualTo(Lease.State.HELD);
        gate.open();
        assertThat(early.state("")).isEqualTo(Lease.State.OPEN);
        assertThat(late.state("")).isEqualTo(Lease.State.OPEN);
    }

    @Test
    void whoWaitsGoesOnWhenTheGateOpens() throws InterruptedException {
        Lease<String> old = lease(office, BUNDLE, "old");
        Gate gate = office.close(Set.of(BUNDLE));
        BlockingQueue<Optional<StanzaError>> told = new LinkedBlockingQueue<>();
        Thread waiter = Thread.ofVirtual().start(() -> told.add(old.await()));
        while (gate.parked() == 0) {
            Thread.onSpinWait();
        }
        assertThat(told).isEmpty();
        gate.open();
        waiter.join();
        Gate.Passed passed = gate.open();
        assertThat(told.take()).isEmpty();
        assertThat(passed.parked()).isEqualTo(1);
        assertThat(passed.refused()).isZero();
        assertThat(passed.longest()).isPositive();
        assertThat(passed.p99()).isEqualTo(passed.longest());
    }

    @Test
    void tooManyAreToldThatResourcesAreShort() throws InterruptedException {
        LeaseOffice small = Offices.with(Map.of("parkedStanzas", 1, "drainSeconds", 30));
        Lease<String> old = lease(small, BUNDLE, "old");
        Gate gate = small.close(Set.of(BUNDLE));
        Thread waiter = Thread.ofVirtual().start(old::await);
        while (gate.parked() == 0) {
            Thread.onSpinWait();
        }
        assertThat(old.await().map(StanzaError::condition)).contains(Condition.RESOURCE_CONSTRAINT);
        assertThat(gate.open().refused()).isEqualTo(1);
        waiter.join();
    }

    @Test
    void whoWaitsTooLongIsToldThatNobodyServes() {
        LeaseOffice hasty = Offices.with(Map.of("parkedSeconds", 0, "drainSeconds", 30));
        Lease<String> old = lease(hasty, BUNDLE, "old");
        Gate gate = hasty.close(Set.of(BUNDLE));
        assertThat(old.await().map(StanzaError::condition)).contains(Condition.SERVICE_UNAVAILABLE);
        gate.open();
        assertThat(old.await()).isEmpty();
    }

    @Test
    void closingAGateWaitsForTheCallsInside() throws InterruptedException {
        Lease<String> old = lease(office, BUNDLE, "old");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        old.call(
                                                it -> {
                                                    inside.countDown();
                                                    awaitIn(leave);
                                                    return order.add("left");
                                                },
                                                false,
                                                error -> false));
        inside.await();
        Thread closer =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    office.close(Set.of(BUNDLE));
                                    order.add("closed");
                                });
        while (old.state("") == Lease.State.OPEN) {
            Thread.onSpinWait();
        }
        leave.countDown();
        closer.join();
        caller.join();
        assertThat(order).containsExactly("left", "closed");
    }

    private static void awaitIn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void aLeaseThatLeavesBehindAGateIsForgottenWhenTheGateOpens() {
        Lease<String> old = lease(office, BUNDLE, "old");
        Gate gate = office.close(Set.of(BUNDLE));
        AtomicInteger forgotten = new AtomicInteger();
        old.close(forgotten::incrementAndGet);
        assertThat(old.state("")).isEqualTo(Lease.State.HELD);
        assertThat(forgotten).hasValue(0);
        gate.open();
        assertThat(forgotten).hasValue(1);
        assertThat(old.state("")).isEqualTo(Lease.State.CLOSED);
    }

    @Test
    void aBundleCannotBeBehindTwoGates() {
        Gate gate = office.close(Set.of(BUNDLE));
        assertThatThrownBy(() -> office.close(Set.of(6L, BUNDLE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("7");
        gate.open();
        // and the one that failed has left nothing behind
        office.close(Set.of(6L, BUNDLE)).open();
    }

    @Test
    void aGateSaysHowLongItLetsWait() {
        Gate gate = office.close(Set.of(BUNDLE));
        assertThat(gate.left()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(5));
        gate.open();
        assertThat(gate.left()).isZero();
        LeaseOffice hasty = Offices.with(Map.of("parkedSeconds", 0));
        assertThat(hasty.close(Set.of(BUNDLE)).left()).isZero();
    }

    @Test
    void theCallsInsideGetLessThanHalfOfTheTimeForWhichTheGateLetsWait() {
        assertThat(Rules.of(rules(5, 5)).gateDrain()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Rules.of(rules(1, 5)).gateDrain()).isEqualTo(Duration.ofSeconds(1));
        // nobody waits, so nobody is kept waiting
        assertThat(Rules.of(rules(5, 0)).gateDrain()).isEqualTo(Duration.ofSeconds(5));
    }

    private static LeaseOffice.Config rules(int drain, int parked) {
        return Configs.of(
                LeaseOffice.Config.class, Map.of("drainSeconds", drain, "parkedSeconds", parked));
    }

    @Test
    void nobodyEntersABundleThatIsBarredEvenWhenItsGateIsOpen() {
        Lease<String> stuck = lease(office, BUNDLE, "stuck");
        Gate gate = office.close(Set.of(BUNDLE));
        office.bar(BUNDLE);
        Lease<String> late = lease(office, BUNDLE, "late");
        Lease<String> instead = lease(office, 8, "instead");
        gate.open();
        assertThat(stuck.state("")).isEqualTo(Lease.State.CLOSED);
        assertThat(call(stuck)).isEqualTo("closed");
        assertThat(late.state("")).isEqualTo(Lease.State.CLOSED);
        assertThat(call(instead)).isEqualTo("instead");
        assertThat(office.release("io.stoa.some.Thing")).isFalse();
        assertThat(call(stuck)).isEqualTo("closed");
    }
}
