package io.stoa.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PunycodeTest {

    static List<List<String>> labels() {
        return Corpus.read("punycode.txt");
    }

    @ParameterizedTest
    @MethodSource("labels")
    void aLabelIsEncodedAndComesBack(List<String> row) {
        assertThat(Punycode.encode(row.get(0))).isEqualTo(row.get(1));
        assertThat(Punycode.decode(row.get(1))).isEqualTo(row.get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9999999999999999", "a\u00E4", "9", "A", "99999999a", "ab-A", "\u00E4"})
    void whatIsNoPunycodeIsRefused(String text) {
        assertThatThrownBy(() -> Punycode.decode(text)).isInstanceOf(JidException.class);
    }
}
