package io.stoa.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Several rounds as one. */
class RoundsTest {

    private final Rounds rounds = new Rounds();

    @Test
    void numbersAreMediansWithTheWorst() {
        round("p99.9 8.5 ms, 0 refused, version 0.1.5 runs", true);
        round("p99.9 30.75 ms, 0 refused, version 0.1.5 runs", true);
        round("p99.9 9 ms, 0 refused, version 0.1.5 runs", true);
        assertThat(rounds.merged().sorted())
                .singleElement()
                .extracting(Finding::measured)
                .isEqualTo("p99.9 9 (30.75) ms, 0 refused, version 0.1.5 runs");
    }

    @Test
    void whatOneRoundBrokeIsBroken() {
        round("3 lost", false);
        round("0 lost", true);
        Finding merged = rounds.merged().sorted().getFirst();
        assertThat(merged.kept()).isFalse();
        assertThat(merged.measured()).isEqualTo("0 (3) lost; in 1 of 2 rounds");
    }

    @Test
    void whatBrokeInOtherWordsIsShownInItsOwn() {
        round("asked 3, answered 2", false);
        round("asked 3", true);
        assertThat(rounds.merged().sorted().getFirst().measured())
                .isEqualTo("asked 3, answered 2; in 1 of 2 rounds");
    }

    @Test
    void aSingleRoundSaysOnlyWhatItFound() {
        round("3 lost", false);
        assertThat(rounds.merged().sorted().getFirst().measured()).isEqualTo("3 lost");
    }

    @Test
    void whatHasOtherWordsIsShownAsTheLastSaysIt() {
        round("asked 3", true);
        round("asked 3, answered 4", true);
        assertThat(rounds.merged().sorted().getFirst().measured()).isEqualTo("asked 3, answered 4");
    }

    private void round(String measured, boolean kept) {
        Findings findings = new Findings();
        findings.add(List.of(new Finding("P2", "mood", "times", "≤ 100 ms", measured, kept)));
        rounds.add(findings);
    }
}
