package io.stoa.admin.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WordsTest {

    @Test
    void whiteSpaceSeparatesAndQuotesKeepTogether() {
        assertThat(Words.of("  a  b\tc ")).containsExactly("a", "b", "c");
        assertThat(Words.of("announce 'two words' \"it's\" x\\ y ''"))
                .containsExactly("announce", "two words", "it's", "x y", "");
        assertThat(Words.of("'a\\b' \"a\\\"b\" --k='v w'"))
                .containsExactly("a\\b", "a\"b", "--k=v w");
        assertThat(Words.of("")).isEmpty();
    }

    @Test
    void aQuoteMustBeClosed() {
        assertThatThrownBy(() -> Words.of("a 'b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quote");
    }
}
