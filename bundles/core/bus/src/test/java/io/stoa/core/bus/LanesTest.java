package io.stoa.core.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LanesTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");

    @Test
    void aLaneHoldsOneAtATimeAndDisappearsAfterwards() throws InterruptedException {
        Lanes lanes = new Lanes();
        int[] counter = {0};
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int n = 0; n < 1000; n++) {
                                            Lanes.Lane lane = lanes.enter(JULIET);
                                            counter[0]++;
                                            lanes.exit(lane);
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter[0]).isEqualTo(8000);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void aTakenLaneIsNotWaitedForByWhoMustNotWait() throws InterruptedException {
        Lanes lanes = new Lanes();
        Lanes.Lane held = lanes.enter(JULIET);
        Thread other = Thread.ofVirtual().start(() -> assertThat(lanes.tryEnter(JULIET)).isNull());
        other.join();
        assertThat(lanes.held()).isTrue();
        lanes.exit(held);
        assertThat(lanes.held()).isFalse();
        assertThat(lanes.size()).isZero();
    }

    @Test
    void lanesThatNobodyUsesDoNotGatherAndTheOthersStay() throws InterruptedException {
        Lanes lanes = new Lanes();
        Lanes.Lane held = lanes.enter(JULIET);
        for (int i = 0; i < 10_000; i++) {
            lanes.exit(lanes.enter(BareJid.parse("user%d@stoa.example".formatted(i))));
        }
        assertThat(lanes.kept()).isLessThan(2 * 1024);
        assertThat(lanes.size()).isOne();
        Thread other = Thread.ofVirtual().start(() -> assertThat(lanes.tryEnter(JULIET)).isNull());
        other.join();
        lanes.exit(held);
        assertThat(lanes.size()).isZero();
    }

    @Test
    void whoComesWhileLanesGoNeverMeetsAnother() throws InterruptedException {
        Lanes lanes = new Lanes();
        int[] counter = {0};
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "user%d-" + t + "@stoa.example";
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int n = 0; n < 5000; n++) {
                                            Lanes.Lane lane = lanes.enter(JULIET);
                                            counter[0]++;
                                            lanes.exit(lane);
                                            lanes.exit(
                                                    lanes.enter(BareJid.parse(name.formatted(n))));
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter[0]).isEqualTo(20_000);
        assertThat(lanes.size()).isZero();
    }
}
