package io.stoa.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class NicknameTest {

    static List<List<String>> nicknames() {
        return Corpus.read("nicknames.txt");
    }

    @ParameterizedTest
    @MethodSource("nicknames")
    void aNicknameIsShownAndCompared(List<String> row) {
        assertThat(Nickname.enforce(row.get(0))).isEqualTo(row.get(1));
        assertThat(Nickname.comparable(row.get(0))).isEqualTo(row.get(2));
        assertThat(Nickname.comparable(row.get(1))).isEqualTo(row.get(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u00A0", "\u0001romeo", "ro\tmeo", "ro\u200Bmeo", "romeo\u180F"})
    void whatIsNoNicknameIsRefused(String typed) {
        assertThatThrownBy(() -> Nickname.enforce(typed))
                .isInstanceOf(JidException.class)
                .hasMessageStartingWith("the nickname ");
        assertThatThrownBy(() -> Nickname.comparable(typed)).isInstanceOf(JidException.class);
    }
}
