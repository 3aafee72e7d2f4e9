package io.stoa.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

/** A sample belongs to a window when it was on its way during it. */
class LatenciesTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Latencies latencies = new Latencies();

    @Test
    void aWindowHasWhatWasOnItsWayDuringIt() {
        long before = System.nanoTime() - SECOND;
        latencies.record(before - SECOND, before);
        Latencies.Window window = latencies.window("update");
        long now = System.nanoTime();
        latencies.record(before, now);
        window.close();
        latencies.record(now + SECOND, now + SECOND + SECOND);
        assertThat(latencies.overall().count()).isEqualTo(3);
        assertThat(latencies.within("update").count()).isEqualTo(1);
        assertThat(latencies.within("update").max()).isGreaterThan(900);
        assertThat(latencies.within("another")).isEqualTo(Percentiles.NONE);
    }
}
