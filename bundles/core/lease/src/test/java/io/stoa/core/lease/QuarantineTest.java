package io.stoa.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Meters.Meter;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.StorageException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

class QuarantineTest {

    private static final Map<String, Object> THING =
            Map.of("component.name", "io.stoa.some.Thing", "service.bundleid", 7L);

    private final LeaseOffice office =
            Offices.with(Map.of("failuresInARow", 3, "drainSeconds", 30));
    private final Lease<String> lease = office.of("iq", "service", THING);

    private static String fail(Lease<String> lease, RuntimeException failure) {
        return lease.call(
                it -> {
                    throw failure;
                },
                "closed",
                error -> error.condition().name());
    }

    private static String call(Lease<String> lease) {
        return lease.call(it -> it, "closed", error -> "failed");
    }

    private Meter meter() {
        return office.all().getFirst();
    }

    @Test
    void whatFailsAgainAndAgainIsTakenOutWithAReason() {
        for (int i = 0; i < 3; i++) {
            assertThat(fail(lease, new IllegalStateException("broken")))
                    .isEqualTo("INTERNAL_SERVER_ERROR");
        }
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
        assertThat(call(lease)).isEqualTo("closed");
        assertThat(office.available(THING, "stoa.example")).isFalse();
        assertThat(meter().state()).isEqualTo("quarantined");
        assertThat(meter().reason()).contains("3 time(s)").contains("broken");
        assertThat(meter().errors()).isEqualTo(3);
    }

    @Test
    void allServicesOfTheComponentGoTogetherAndNoOther() {
        Lease<String> same = office.of("guard", "another service", THING);
        Lease<String> other =
                office.of("iq", "other", Map.of("component.name", "io.stoa.other.Thing"));
        for (int i = 0; i < 3; i++) {
            fail(lease, new IllegalStateException("broken"));
        }
        assertThat(call(same)).isEqualTo("closed");
        assertThat(call(other)).isEqualTo("other");
    }

    @Test
    void anHonestErrorIsNoFailure() {
        for (int i = 0; i < 10; i++) {
            assertThat(fail(lease, new StanzaException(Condition.FORBIDDEN)))
                    .isEqualTo("FORBIDDEN");
        }
        assertThat(call(lease)).isEqualTo("service");
        assertThat(meter().errors()).isZero();
    }

    @Test
    void aFullDiskIsNotTheFeaturesFault() {
        for (int i = 0; i < 10; i++) {
            assertThat(fail(lease, new StorageException("full", new RuntimeException())))
                    .isEqualTo("INTERNAL_SERVER_ERROR");
        }
        assertThat(call(lease)).isEqualTo("service");
        assertThat(meter().errors()).isEqualTo(10);
    }

    @Test
    void aSuccessStartsTheCountAnew() {
        for (int i = 0; i < 10; i++) {
            fail(lease, new IllegalStateException("broken"));
            assertThat(call(lease)).isEqualTo("service");
        }
    }

    @Test
    void thatAnotherServiceOfTheComponentWorksIsNoExcuse() {
        Lease<String> same = office.of("guard", "another service", THING);
        for (int i = 0; i < 3; i++) {
            fail(lease, new IllegalStateException("broken"));
            call(same);
        }
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
    }

    @Test
    void whoWasInsideWhenAnotherDidTheHarmProvesNothing() {
        lease.call(
                it -> {
                    for (int i = 0; i < 3; i++) {
                        fail(lease, new IllegalStateException("broken"));
                    }
                    return it;
                },
                "closed",
                error -> "failed");
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
    }

    @Test
    void aCallThatSendsTooMuchPutsItsComponentIntoQuarantine() {
        LeaseOffice strict = Offices.with(Map.of("sentPerCall", 2));
        Lease<String> sender = strict.of("iq", "service", THING);
        assertThat(sender.<Integer>call(it -> sent(strict, 2), -1, e -> -1)).isEqualTo(2);
        assertThat(sender.<Integer>call(it -> sent(strict, 2), -1, e -> -1)).isEqualTo(2);
        assertThat(sender.state("")).isEqualTo(Lease.State.OPEN);
        assertThat(sender.<Integer>call(it -> sent(strict, 3), -1, e -> -1)).isEqualTo(2);
        assertThat(sender.state("")).isEqualTo(Lease.State.CLOSED);
        assertThat(strict.all().getFirst().reason()).contains("more than 2 stanzas");
        // nobody's stanzas are nobody's flood
        assertThat(sent(strict, 3)).isEqualTo(3);
    }

    /** Tries to send, and returns how often that was allowed. */
    private static int sent(LeaseOffice office, int times) {
        int count = 0;
        for (int i = 0; i < times; i++) {
            count += office.sends() ? 1 : 0;
        }
        return count;
    }

    @Test
    void anAdministratorMayEndIt() {
        for (int i = 0; i < 3; i++) {
            fail(lease, new IllegalStateException("broken"));
        }
        long before = office.revision();
        assertThat(office.release("io.stoa.some.Thing")).isTrue();
        assertThat(office.release("io.stoa.some.Thing")).isFalse();
        assertThat(call(lease)).isEqualTo("service");
        assertThat(office.revision()).isGreaterThan(before);
        assertThat(meter().reason()).isEmpty();
    }

    @Test
    void afterItsTimeOneCallTriesItOut() {
        LeaseOffice quick = Offices.with(Map.of("failuresInARow", 3, "quarantineSeconds", 0));
        Lease<String> tried = quick.of("iq", "service", THING);
        for (int i = 0; i < 3; i++) {
            fail(tried, new IllegalStateException("broken"));
        }
        String inner = tried.call(it -> call(tried), "closed", error -> "failed");
        assertThat(inner).isEqualTo("closed"); // a second one has to wait for the first
        assertThat(call(tried)).isEqualTo("service");
    }

    @Test
    void aCallThatDoesNotReturnIsInterruptedAndItsComponentTakenOut() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        boolean[] clean = new boolean[1];
        Thread caller =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    lease.call(
                                            it -> {
                                                inside.countDown();
                                                try {
                                                    never.await();
                                                } catch (InterruptedException expelled) {
                                                    Thread.currentThread().interrupt();
                                                    interrupted.countDown();
                                                }
                                                return it;
                                            },
                                            "closed",
                                            error -> "failed");
                                    clean[0] = !Thread.currentThread().isInterrupted();
                                });
        inside.await();
        while (interrupted.getCount() > 0) {
            // as the schedule would every second, with more patience
            office.presence().longerThan(Duration.ZERO).forEach(Presence.Visit::expel);
            Thread.onSpinWait();
        }
        caller.join();
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
        assertThat(meter().reason()).contains("not returned");
        assertThat(clean[0]).isTrue(); // the interrupt stays inside the feature
    }

    @Test
    void aDomainForWhichABundleIsOffIsNotServed() {
        // outside of a container bundles have no names
        office.off(Map.of("", Set.of("stoa.example")));
        assertThat(lease.state("stoa.example")).isEqualTo(Lease.State.CLOSED);
        assertThat(lease.state("other.example")).isEqualTo(Lease.State.OPEN);
        assertThat(office.available(THING, "stoa.example")).isFalse();
        assertThat(office.available(THING, "other.example")).isTrue();
    }

    @Test
    void durationsAreMeasured() {
        for (int i = 0; i < 100; i++) {
            call(lease);
        }
        assertThat(meter().calls()).isEqualTo(100);
        assertThat(meter().time()).isPositive();
        assertThat(meter().median()).isPositive().isLessThanOrEqualTo(meter().p99());
        assertThat(meter().inside()).isZero();
    }
}
