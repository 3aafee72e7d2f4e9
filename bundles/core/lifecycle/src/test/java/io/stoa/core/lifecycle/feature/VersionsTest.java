package io.stoa.core.lifecycle.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionsTest {

    @ParameterizedTest
    @CsvSource({
        "1.0.0, 1.0.1",
        "1.9.0, 1.10.0",
        "1.0, 1.0.1",
        "1.0.0-SNAPSHOT, 1.0.0",
        "1.0.0, 1.0.0.a",
        "0.1.0, 0.1.0+0.1.1.abcdef01",
        "1.0.0.a, 1.0.0.b",
        "9, 10"
    })
    void theNewerOneComesAfter(String older, String newer) {
        assertThat(Versions.OLDEST_FIRST.compare(older, newer)).isNegative();
        assertThat(Versions.OLDEST_FIRST.compare(newer, older)).isPositive();
    }

    @Test
    void missingPartsAreNought() {
        assertThat(Versions.OLDEST_FIRST.compare("1", "1.0.0")).isZero();
    }
}
