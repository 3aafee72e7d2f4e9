package io.stoa.core.lifecycle.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.Set;

class DesiredTest {

    @Test
    void isKeptAsItIs() {
        Desired desired =
                Desired.NOTHING
                        .switched("time", true, false)
                        .added("mood", "mood-1.json")
                        .from("mood", true, "mood-2.json")
                        .domain("ping", "b.example", false)
                        .domain("ping", "a.example", false);
        assertThat(Desired.read(desired.toJson())).isEqualTo(desired);
        assertThat(desired.of("mood", true))
                .isEqualTo(new Choice(true, "mood-2.json", Optional.of("mood-1.json"), Set.of()));
        assertThat(desired.of("ping", true).offDomains())
                .isEqualTo(Set.of("a.example", "b.example"));
    }

    @Test
    void whatNobodySpokeOfIsAsUsual() {
        assertThat(Desired.NOTHING.of("ping", true).on()).isTrue();
        assertThat(Desired.NOTHING.of("ping", false).on()).isFalse();
    }

    @Test
    void anUpdateOfWhatIsOffLeavesItOff() {
        Desired off = Desired.NOTHING.switched("ping", true, false);
        assertThat(off.from("ping", true, "ping-2.json").of("ping", true).on()).isFalse();
    }

    @Test
    void aFeatureThatIsSwitchedOffForgetsItsDomains() {
        Desired desired = Desired.NOTHING.domain("ping", "a.example", false);
        Desired again = desired.switched("ping", true, false).switched("ping", true, true);
        assertThat(again.of("ping", true).offDomains()).isEmpty();
        assertThat(desired.domain("ping", "a.example", true).of("ping", true).offDomains())
                .isEmpty();
    }
}
