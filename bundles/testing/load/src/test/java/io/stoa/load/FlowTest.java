package io.stoa.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is lost, doubled, out of order, or refused. */
class FlowTest {

    private final Flow flow = new Flow();

    @Test
    void everythingInOrderIsClean() {
        deliver(0, 1, 2);
        assertThat(flow.tally(3)).isEqualTo(new Tally(3, 3, 0, 0, 0, 0));
        assertThat(flow.tally(3).clean()).isTrue();
    }

    @Test
    void aGapIsALossUntilItIsFilled() {
        deliver(0, 2);
        assertThat(flow.tally(3).lost()).isEqualTo(1);
        deliver(1);
        assertThat(flow.tally(3)).isEqualTo(new Tally(3, 3, 0, 0, 1, 0));
    }

    @Test
    void whatNeverCameAtTheEndIsLost() {
        deliver(0);
        assertThat(flow.tally(4).lost()).isEqualTo(3);
    }

    @Test
    void theSameTwiceIsADuplicate() {
        deliver(0, 1, 1, 0);
        assertThat(flow.tally(2)).isEqualTo(new Tally(2, 2, 0, 2, 0, 0));
    }

    @Test
    void anErrorIsNoLoss() {
        deliver(0);
        flow.bounced(2);
        deliver(1);
        assertThat(flow.tally(3)).isEqualTo(new Tally(3, 2, 0, 0, 1, 1));
    }

    @Test
    void whatOthersHeardEarlierIsOutOfOrderButOnce() {
        flow.delivered(1, true);
        flow.delivered(0, true);
        flow.delivered(0, true);
        assertThat(flow.tally(2)).isEqualTo(new Tally(2, 2, 0, 1, 2, 0));
    }

    private void deliver(int... sequence) {
        for (int number : sequence) {
            flow.delivered(number, false);
        }
    }
}
