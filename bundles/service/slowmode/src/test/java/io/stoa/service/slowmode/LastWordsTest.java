package io.stoa.service.slowmode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

class LastWordsTest {

    private static final BareJid VERONA = BareJid.parse("verona@conference.stoa.example");
    private static final BareJid ROMEO = BareJid.parse("romeo@stoa.example");
    private static final BareJid TYBALT = BareJid.parse("tybalt@stoa.example");
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final LastWords words = new LastWords();

    private static Instant at(int second) {
        return Instant.ofEpochSecond(1_000_000 + second);
    }

    private Duration speaks(BareJid who, int second) {
        return words.speak(VERONA, who, at(second), PAUSE);
    }

    @Test
    void whoHasSpokenWaits() {
        assertThat(speaks(ROMEO, 0)).isZero();
        assertThat(speaks(ROMEO, 5)).hasSeconds(15);
        assertThat(speaks(TYBALT, 5)).isZero();
        assertThat(speaks(ROMEO, 19)).hasSeconds(1);
        assertThat(speaks(ROMEO, 20)).isZero();
        assertThat(speaks(ROMEO, 21)).hasSeconds(19);
    }

    /** What was refused was not said. */
    @Test
    void tryingDoesNotBeginThePauseAnew() {
        speaks(ROMEO, 0);
        for (int second = 1; second < 20; second++) {
            assertThat(speaks(ROMEO, second)).isPositive();
        }
        assertThat(speaks(ROMEO, 20)).isZero();
    }

    @Test
    void anotherPauseHoldsAtOnce() {
        speaks(ROMEO, 0);

        assertThat(words.speak(VERONA, ROMEO, at(5), Duration.ofSeconds(60))).hasSeconds(55);
        assertThat(words.speak(VERONA, ROMEO, at(6), Duration.ofSeconds(5))).isZero();
    }

    @Test
    void roomsHaveNothingToDoWithEachOther() {
        speaks(ROMEO, 0);

        assertThat(
                        words.speak(
                                BareJid.parse("mantua@conference.stoa.example"),
                                ROMEO,
                                at(1),
                                PAUSE))
                .isZero();
        words.forget(VERONA);
        assertThat(speaks(ROMEO, 1)).isZero();
    }

    @Test
    void aClockThatWasPutBackMakesNobodyWait() {
        speaks(ROMEO, 5000);

        assertThat(speaks(ROMEO, 0)).isZero();
    }

    @Test
    void whatIsOverIsForgotten() {
        for (int i = 0; i < 1000; i++) {
            speaks(BareJid.parse("account" + i + "@stoa.example"), i);
        }

        assertThat(words.save())
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .extractingByKey(VERONA.toString(), InstanceOfAssertFactories.MAP)
                .hasSize(20);
    }

    @Test
    void theNextVersionKnowsAll() {
        speaks(ROMEO, 0);
        speaks(TYBALT, 7);
        LastWords next = new LastWords();

        next.restore(words.save());

        assertThat(next.speak(VERONA, ROMEO, at(10), PAUSE)).hasSeconds(10);
        assertThat(next.speak(VERONA, TYBALT, at(10), PAUSE)).hasSeconds(17);
    }

    @Test
    void whatIsNoStateIsRefused() {
        for (Object state :
                List.of(
                        "words",
                        Map.of("verona@conference.stoa.example", "words"),
                        Map.of(
                                "verona@conference.stoa.example",
                                Map.of("romeo@stoa.example", "now")))) {
            assertThatThrownBy(() -> words.restore(state))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
