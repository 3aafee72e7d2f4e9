package io.stoa.core.lifecycle.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.lifecycle.Gate;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class BoundedTest {

    private static final Duration SHORT = Duration.ofMillis(1);

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger interruptions = new AtomicInteger();

    /** Waits through so many interruptions. */
    private boolean hang(int stubbornness) {
        boolean hangs = true;
        while (hangs) {
            try {
                release.await();
                hangs = false;
            } catch (InterruptedException notNow) {
                hangs = interruptions.incrementAndGet() < stubbornness;
            }
        }
        return true;
    }

    private static FeatureException failure(Runnable step) {
        return catchThrowableOfType(FeatureException.class, step::run);
    }

    @Test
    void whatIsDoneInTimeIsReturned() {
        assertThat(Bounded.run("it counts", Patience.USUAL, () -> 7)).isEqualTo(7);
    }

    @Test
    void whatFailsSaysWhy() {
        assertThatThrownBy(
                        () ->
                                Bounded.run(
                                        "it starts",
                                        Patience.USUAL,
                                        () -> {
                                            throw new IllegalStateException("no moon tonight");
                                        }))
                .hasMessage("it starts: no moon tonight");
    }

    @Test
    void whatHangsIsInterruptedAgainAndAgain() {
        FeatureException failure =
                failure(() -> Bounded.run("it does not start", SHORT, () -> hang(2)));
        assertThat(failure).hasMessageContaining("it does not start: given up after");
        assertThat(Bounded.leftBehind(failure)).isFalse();
        assertThat(interruptions).hasValue(2);
    }

    @Test
    void whatHeedsNoInterruptionIsLeftBehind() {
        FeatureException failure =
                failure(
                        () ->
                                Bounded.run(
                                        "it does not start", SHORT, () -> hang(Integer.MAX_VALUE)));
        assertThat(Bounded.leftBehind(failure)).isTrue();
        release.countDown();
    }

    @Test
    void behindAGateThereIsHalfOfTheTimeForWhichItLetsWait() {
        Patience patience = Patience.behind(Optional.of(new Waiting(Duration.ofSeconds(5))));
        assertThat(patience.left()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(2500));
        Patience rich = Patience.behind(Optional.of(new Waiting(Duration.ofMinutes(5))));
        assertThat(rich.left()).isEqualTo(Patience.USUAL);
    }

    @Test
    void whereNobodyWaitsEachStepTakesAsLongAsIsUsual() {
        assertThat(Patience.behind(Optional.empty()).left()).isEqualTo(Patience.USUAL);
        assertThat(Patience.behind(Optional.of(new Waiting(Duration.ZERO))).left())
                .isEqualTo(Patience.USUAL);
    }

    private record Waiting(Duration left) implements Gate {

        @Override
        public void admit(long bundle) {}

        @Override
        public int parked() {
            return 0;
        }

        @Override
        public Passed open() {
            return Outcome.NO_GATE;
        }
    }
}
