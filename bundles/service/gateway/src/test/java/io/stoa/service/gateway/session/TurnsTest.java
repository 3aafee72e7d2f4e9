package io.stoa.service.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.time.AtOnce;
import io.stoa.testkit.time.TestSchedule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

@Timeout(60)
class TurnsTest {

    private final TestSchedule schedule = new TestSchedule();
    private final Turns turns = new Turns(schedule, 3);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void oneIsDoneAfterTheOtherByOneJob() {
        turns.next(() -> done.add("1"));
        turns.next(() -> turns.next(() -> done.add("3")));
        turns.once(() -> done.add("2"));
        assertThat(done).isEmpty();
        assertThat(schedule.size()).isEqualTo(1);
        schedule.run();
        assertThat(done).containsExactly("1", "2", "3");
        assertThat(schedule.size()).isZero();
    }

    @Test
    void soManyWaitAndWhatComesOnceBesides() {
        for (int i = 0; i < 3; i++) {
            String name = String.valueOf(i);
            assertThat(turns.next(() -> done.add(name))).isTrue();
        }
        assertThat(turns.next(() -> done.add("too many"))).isFalse();
        turns.once(() -> done.add("once"));
        schedule.run();
        assertThat(done).containsExactly("0", "1", "2", "once");
        assertThat(turns.next(() -> done.add("again"))).isTrue();
    }

    @Test
    void afterWhatThrowsTheNextIsDone() {
        turns.next(
                () -> {
                    throw new IllegalStateException("broken");
                });
        turns.next(() -> done.add("next"));
        assertThatThrownBy(schedule::run).hasMessage("broken");
        schedule.run();
        assertThat(done).containsExactly("next");
    }

    @Test
    void whoSettlesWaitsForWhatIsUnderWayButNotForEver() throws InterruptedException {
        Turns beside = new Turns(AtOnce.beside(), 3);
        CountDownLatch hold = new CountDownLatch(1);
        beside.next(
                () -> {
                    try {
                        hold.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    done.add("held");
                });
        beside.settle(System.nanoTime() + Duration.ofMillis(1).toNanos());
        assertThat(done).isEmpty();
        Thread settling = Thread.startVirtualThread(() -> beside.settle(Long.MAX_VALUE / 2));
        hold.countDown();
        settling.join();
        assertThat(done).containsExactly("held");
    }
}
