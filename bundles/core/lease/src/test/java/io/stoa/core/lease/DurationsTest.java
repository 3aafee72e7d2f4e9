package io.stoa.core.lease;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class DurationsTest {

    private final Durations durations = new Durations();

    @ParameterizedTest
    @ValueSource(longs = {1, 4, 5, 7, 8, 1_000, 1_023, 1_024, 1_025, 123_456_789, 5_000_000_000L})
    void aDurationIsBetweenTheEndsOfItsClass(long nanos) {
        durations.add(nanos);
        assertThat(durations.quantileAtLeast(0.01)).isLessThanOrEqualTo(Duration.ofNanos(nanos));
        assertThat(durations.quantile(0.01)).isGreaterThan(Duration.ofNanos(nanos));
    }

    @Test
    void aQuantileIsRightWithinAFifth() {
        for (int i = 1; i <= 100; i++) {
            durations.add(i * 1_000L);
        }
        assertThat(durations.quantile(0.99).toNanos()).isBetween(99_000L, 99_000L * 6 / 5);
        assertThat(durations.quantileAtLeast(0.99).toNanos()).isBetween(99_000L * 4 / 5, 99_000L);
        assertThat(durations.total()).isEqualTo(Duration.ofNanos(5_050_000));
        assertThat(durations.count()).isEqualTo(100);
    }

    @Test
    void nothingHasNoDuration() {
        assertThat(durations.quantile(0.5)).isZero();
        assertThat(durations.quantileAtLeast(0.5)).isZero();
    }
}
