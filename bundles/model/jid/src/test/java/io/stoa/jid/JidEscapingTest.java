package io.stoa.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

class JidEscapingTest {

    static List<List<String>> names() {
        return Corpus.read("escaping.txt");
    }

    @ParameterizedTest
    @MethodSource("names")
    void aNameIsEscapedAndComesBack(List<String> row) {
        assertThat(JidEscaping.escape(row.get(0))).isEqualTo(row.get(1));
        assertThat(JidEscaping.unescape(row.get(1))).isEqualTo(row.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {" romeo", "romeo ", " "})
    void aSpaceAtAnEndCannotBeEscaped(String name) {
        assertThatThrownBy(() -> JidEscaping.escape(name)).isInstanceOf(JidException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\20romeo", "romeo\\20", "\\20"})
    void aSpaceEscapedAtAnEndIsLeftAlone(String local) {
        assertThat(JidEscaping.unescape(local)).isEqualTo(local);
    }

    @Test
    void anyNameComesBackAndIsALocalpartInAscii() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder name = new StringBuilder("x");
            random.ints(random.nextInt(10), 0, 16)
                    .forEach(i -> name.append(" \"&'/:<>@\\25cf07".charAt(i)));
            name.append('x');
            String escaped = JidEscaping.escape(name.toString());
            assertThat(JidEscaping.unescape(escaped)).isEqualTo(name.toString());
            assertThat(BareJid.of(escaped, "gateway.example").local()).isEqualTo(escaped);
        }
    }
}
