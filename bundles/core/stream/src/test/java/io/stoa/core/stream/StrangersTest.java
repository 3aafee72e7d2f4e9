package io.stoa.core.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class StrangersTest {

    private static final String PEER = "192.0.2.1";

    private Instant now = Instant.EPOCH;
    private final Strangers strangers = new Strangers(new Strangers.Limits(3, 5), () -> now);

    @Test
    void soManyMayBeThereAtOnce() {
        for (int i = 0; i < 3; i++) {
            assertThat(strangers.came(PEER)).isTrue();
        }
        assertThat(strangers.came(PEER)).isFalse();
        assertThat(strangers.came("192.0.2.2")).isTrue();
        strangers.left(PEER);
        strangers.left(PEER);
        assertThat(strangers.came(PEER)).isTrue();
    }

    @Test
    void soManyMayComeInAMinute() {
        for (int i = 0; i < 5; i++) {
            assertThat(strangers.came(PEER)).isTrue();
            strangers.left(PEER);
        }
        assertThat(strangers.came(PEER)).isFalse();
        strangers.left(PEER);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(strangers.came(PEER)).isTrue();
    }

    @Test
    void whoLogsInIsNoStranger() {
        for (int i = 0; i < 100; i++) {
            assertThat(strangers.came(PEER)).isTrue();
            strangers.loggedIn(PEER);
        }
    }
}
