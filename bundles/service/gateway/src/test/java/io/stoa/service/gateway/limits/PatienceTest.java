package io.stoa.service.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.gateway.Backoff;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

class PatienceTest {

    private final AtomicLong now = new AtomicLong(1);
    private final Patience patience = new Patience(new Backoff(2, 300), new Random(1), now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void whatEndsAtOnceIsTriedLaterAndLaterAndToldOnce() {
        assertThat(patience.next()).isZero();
        assertThat(patience.failed(false)).isTrue();
        Duration before = Duration.ZERO;
        for (int i = 0; i < 7; i++) {
            Duration wait = patience.next();
            assertThat(wait).isGreaterThan(before);
            pass(wait);
            assertThat(patience.next()).isZero();
            assertThat(patience.failed(false)).isFalse();
            before = wait;
        }
    }

    @Test
    void aSessionThatLastedIsASuccess() {
        for (int i = 0; i < 5; i++) {
            patience.failed(false);
        }
        assertThat(patience.failed(true)).isTrue();
        assertThat(patience.next()).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void whoComesBackWaitsForWhatIsLeft() {
        patience.failed(false);
        Duration wait = patience.next();
        pass(wait.dividedBy(2));
        assertThat(patience.next()).isPositive().isLessThan(wait);
    }

    @Test
    void soManyLogInsInAMinute() {
        for (int i = 0; i < 10; i++) {
            assertThat(patience.next()).isZero();
        }
        assertThat(patience.next()).isPositive();
        pass(Duration.ofSeconds(7));
        assertThat(patience.next()).isZero();
        assertThat(patience.next()).isPositive();
    }

    @Test
    void anotherLoginIsTriedAtOnce() {
        patience.failed(false);
        patience.failed(false);
        patience.refused();
        assertThat(patience.isRefused()).isTrue();
        patience.renew();
        assertThat(patience.isRefused()).isFalse();
        assertThat(patience.next()).isZero();
    }
}
