package io.stoa.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Meters;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Map;

/** Components that allocate, and what becomes of them; this class is the one that does it. */
@Timeout(60)
class AllocationTest {

    private static final int CHUNK = 1 << 16;
    private static final int CHUNKS = 1 << 10;
    private static final int BEFORE = 1 << 14;
    private static final int LOOKS = 40;
    private static final int ASKED = 64;

    private static final Map<String, Object> THIS =
            Map.of("component.name", AllocationTest.class.getName());
    private static final Map<String, Object> OTHER = Map.of("component.name", "io.stoa.some.Thing");

    private volatile byte[] last = {};

    private int allocate() {
        return allocate(CHUNKS);
    }

    private int allocate(int chunks) {
        for (int i = 0; i < chunks; i++) {
            last = new byte[CHUNK];
        }
        return last.length;
    }

    private boolean tripped(LeaseOffice office, Lease<String> lease) {
        for (int i = 0; i < LOOKS && lease.state("") == Lease.State.OPEN; i++) {
            assertThat(lease.<Integer>call(it -> allocate(), -1, error -> -1)).isEqualTo(CHUNK);
            Offices.look(office);
        }
        return lease.state("") == Lease.State.CLOSED;
    }

    @Test
    void whoAllocatesTooMuchIsPutIntoQuarantineAndNobodyElse() throws InterruptedException {
        LeaseOffice office = Offices.with(Map.of("allocatedMegabytes", 1));
        Lease<String> other = office.of("iq", "other", OTHER);
        Lease<String> lease = office.of("iq", "service", THIS);
        // features run on virtual threads, of which the JVM does not say what they allocate
        Thread caller = Thread.ofVirtual().start(() -> tripped(office, lease));
        caller.join();
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
        assertThat(other.state("")).isEqualTo(Lease.State.OPEN);
        assertThat(office.all())
                .filteredOn(it -> it.component().equals(AllocationTest.class.getName()))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.reason())
                                        .matches("allocates \\d+ MB a second, \\d+ MB in a call"));
        office.stop();
    }

    @Test
    void whoIsAskedOftenMayAllocateForEach() throws InterruptedException {
        LeaseOffice office = Offices.with(Map.of("allocatedMegabytes", 1));
        Lease<String> lease = office.of("iq", "service", THIS);
        Thread caller = Thread.ofVirtual().start(() -> askOften(office, lease));
        caller.join();
        assertThat(office.all()).extracting(Meters.Meter::reason).containsOnly("");
        assertThat(lease.calls()).isEqualTo((long) LOOKS * ASKED);
        assertThat(lease.state("")).isEqualTo(Lease.State.OPEN);
        office.stop();
    }

    @Test
    void howOftenItIsAskedExcusesNothingWithoutALimitForACall() throws InterruptedException {
        LeaseOffice office =
                Offices.with(Map.of("allocatedMegabytes", 1, "allocatedMegabytesPerCall", 0));
        Lease<String> lease = office.of("iq", "service", THIS);
        Thread caller = Thread.ofVirtual().start(() -> askOften(office, lease));
        caller.join();
        assertThat(lease.state("")).isEqualTo(Lease.State.CLOSED);
        office.stop();
    }

    /** Between two looks as much is allocated as in the test above, in many calls. */
    private void askOften(LeaseOffice office, Lease<String> lease) {
        for (int i = 0; i < LOOKS && open(lease); i++) {
            for (int call = 0; call < ASKED; call++) {
                lease.<Integer>call(it -> allocate(CHUNKS / ASKED), -1, error -> -1);
            }
            Offices.look(office);
        }
    }

    @Test
    void callsAreNoExcuseForWhatIsAllocatedInNone() throws InterruptedException {
        LeaseOffice office = Offices.with(Map.of("allocatedMegabytes", 1));
        Lease<String> lease = office.of("iq", "service", THIS);
        // on a thread of its own, whose stack can be seen to its end
        Thread job = Thread.ofVirtual().start(() -> wasteBesideCalls(office, lease));
        job.join();
        assertThat(office.all())
                .filteredOn(it -> it.component().equals(AllocationTest.class.getName()))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.reason())
                                        .matches("allocates \\d+ MB a second, in no call"));
        office.stop();
    }

    private void wasteBesideCalls(LeaseOffice office, Lease<String> lease) {
        for (int i = 0; i < LOOKS && open(lease); i++) {
            for (int call = 0; call < ASKED; call++) {
                lease.<String>call(it -> it, "", error -> "");
            }
            allocate();
            Offices.look(office);
        }
    }

    /** Now and then a sample is of the innocent: were one enough, one run of fifteen would fail. */
    @RepeatedTest(10)
    void whatItsThreadAllocatedBeforeIsNotBlamedOnWhoIsSampledFirst() throws InterruptedException {
        LeaseOffice office = Offices.with(Map.of("allocatedMegabytes", 1));
        Lease<String> lease = office.of("iq", "service", THIS);
        Thread caller = Thread.ofVirtual().start(() -> askAmongWasters(office, lease));
        caller.join();
        assertThat(office.all()).extracting(Meters.Meter::reason).containsOnly("");
        assertThat(lease.calls()).isEqualTo(LOOKS);
        office.stop();
    }

    /** Each call allocates little of what is allocated between two looks, and first. */
    private void askAmongWasters(LeaseOffice office, Lease<String> lease) {
        allocate(BEFORE);
        for (int i = 0; i < LOOKS && open(lease); i++) {
            lease.<Integer>call(it -> allocate(CHUNKS / ASKED), -1, error -> -1);
            Offices.waste(CHUNK, CHUNKS);
            Offices.look(office);
        }
    }

    private static boolean open(Lease<String> lease) {
        return lease.state("") == Lease.State.OPEN;
    }

    @Test
    void whoIsOnTheStackOfNoSampleIsNotBlamed() {
        LeaseOffice office = Offices.with(Map.of("allocatedMegabytes", 1));
        Lease<String> other = office.of("iq", "other", OTHER);
        assertThat(tripped(office, other)).isFalse();
        office.stop();
    }

    @Test
    void nobodyIsSampledWithoutALimit() {
        LeaseOffice office = Offices.with(Map.of("allocatedMegabytes", 0));
        Lease<String> lease = office.of("iq", "service", THIS);
        assertThat(tripped(office, lease)).isFalse();
        office.stop();
    }
}
