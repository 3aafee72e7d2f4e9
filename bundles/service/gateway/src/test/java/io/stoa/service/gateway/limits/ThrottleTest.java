package io.stoa.service.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

class ThrottleTest {

    @Test
    void soManyPassInAMinuteAndNoMore() {
        AtomicLong now = new AtomicLong();
        Throttle throttle = new Throttle(60, now::get);
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += throttle.passes() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(60);
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(throttle.passes()).isTrue();
        assertThat(throttle.passes()).isTrue();
        assertThat(throttle.passes()).isFalse();
    }
}
