package io.stoa.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

class BackoffTest {

    private final Random random = new Random(1);

    @ParameterizedTest
    @CsvSource({
        "1, 60,    1, 1",
        "1, 60,    2, 2",
        "1, 60,    6, 32",
        "1, 60,    7, 60",
        "1, 60,    2147483647, 60",
        "2, 300,   1, 2",
        "2, 300,   8, 256",
        "2, 300,   9, 300",
        "3, 1,     1, 1",
    })
    void itDoublesUpToTheLimitAndIsNeverTheSameForAll(
            int first, int most, int failures, int seconds) {
        Backoff backoff = new Backoff(first, most);
        Set<Duration> waits = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            waits.add(backoff.after(failures, random));
        }
        assertThat(waits)
                .hasSizeGreaterThan(50)
                .allSatisfy(
                        it ->
                                assertThat(it)
                                        .isBetween(
                                                Duration.ofMillis(seconds * 750L),
                                                Duration.ofMillis(seconds * 1_250L)));
    }
}
