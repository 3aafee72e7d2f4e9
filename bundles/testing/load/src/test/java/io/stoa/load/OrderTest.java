package io.stoa.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One order for all. */
class OrderTest {

    private final Order<String> order = new Order<>();

    @Test
    void whoHearsTheSameInTheSameOrderIsInOrder() {
        assertThat(late("romeo", 1, 2)).isFalse();
        assertThat(late("juliet", 1)).isFalse();
        assertThat(late("romeo", 3)).isFalse();
        assertThat(late("juliet", 2, 3, 4)).isFalse();
        assertThat(late("romeo", 4)).isFalse();
    }

    @Test
    void twoWhoHearTwoThingsTheOtherWayRoundAreNot() {
        assertThat(late("romeo", 1, 2)).isFalse();
        assertThat(late("juliet", 2)).isFalse();
        assertThat(late("juliet", 1)).isTrue();
        assertThat(late("juliet", 3)).isFalse();
        assertThat(late("romeo", 3)).isFalse();
    }

    @Test
    void itShowsWhoeverIsFirst() {
        assertThat(late("romeo", 1)).isFalse();
        assertThat(late("juliet", 2)).isFalse();
        assertThat(late("romeo", 2)).isFalse();
        assertThat(late("juliet", 1)).isTrue();
    }

    @Test
    void whatOneMissesPutsNothingElseOutOfOrder() {
        assertThat(late("romeo", 1, 2, 3)).isFalse();
        assertThat(late("juliet", 1, 3, 4)).isFalse();
        assertThat(late("romeo", 4)).isFalse();
    }

    @Test
    void theSameNumberOfAnotherIsSomethingElse() {
        assertThat(order.late("romeo", 1, 0)).isFalse();
        assertThat(order.late("romeo", 2, 0)).isFalse();
        assertThat(order.late("juliet", 1, 0)).isFalse();
        assertThat(order.late("juliet", 2, 0)).isFalse();
    }

    private boolean late(String who, int... sequence) {
        boolean late = false;
        for (int number : sequence) {
            late |= order.late(who, 0, number);
        }
        return late;
    }
}
