package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Schedule;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

class VirtualScheduleTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final VirtualSchedule schedule = new VirtualSchedule();

    @AfterEach
    void stop() {
        schedule.stop();
    }

    @Test
    void aJobRunsOnceOrAgainAndAgain() throws InterruptedException {
        CountDownLatch once = new CountDownLatch(1);
        CountDownLatch thrice = new CountDownLatch(3);
        schedule.after(Duration.ZERO, once::countDown);
        Schedule.Job again = schedule.every(Duration.ofMillis(1), thrice::countDown);
        assertThat(once.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thrice.await(10, TimeUnit.SECONDS)).isTrue();
        again.cancel();
    }

    @Test
    void aJobKeepsNothingOfWhoAskedForIt() throws InterruptedException {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("of this thread");
        BlockingQueue<Optional<String>> seen = new LinkedBlockingQueue<>();
        schedule.after(Duration.ZERO, () -> seen.add(Optional.ofNullable(local.get())));
        assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(Optional.empty());
    }

    @Test
    void nothingBeginsAfterTheEnd() {
        schedule.stop();
        assertThatThrownBy(() -> schedule.after(Duration.ZERO, () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> schedule.after(LONG, () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    /** Else it keeps what it is of in memory until it would have been due. */
    @Test
    void whatIsCancelledIsForgottenAtOnce() {
        Schedule.Job once = schedule.after(LONG, () -> {});
        Schedule.Job often = schedule.every(LONG, () -> {});
        assertThat(schedule.waiting()).isEqualTo(2);
        once.cancel();
        often.cancel();
        assertThat(schedule.waiting()).isZero();
    }
}
