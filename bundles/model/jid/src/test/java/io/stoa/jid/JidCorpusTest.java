package io.stoa.jid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The files of addresses beside this class. */
class JidCorpusTest {

    static List<List<String>> valid() {
        return Corpus.read("valid.txt");
    }

    static List<List<String>> invalid() {
        return Corpus.read("invalid.txt");
    }

    static List<List<String>> equal() {
        return Corpus.read("equal.txt");
    }

    static List<List<String>> different() {
        return Corpus.read("different.txt");
    }

    static List<List<String>> stringprep() {
        return Corpus.read("stringprep.txt");
    }

    @ParameterizedTest
    @MethodSource("valid")
    void aPreparedAddressIsReadAsItStands(List<String> row) {
        Jid jid = Jid.parse(row.get(0));
        assertThat(jid.local()).isEqualTo(row.get(1));
        assertThat(jid.domain()).isEqualTo(row.get(2));
        assertThat(jid.resource()).isEqualTo(row.get(3));
        assertThat(jid).hasToString(row.get(0));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void partsMakeTheAddressThatWasRead(List<String> row) {
        Jid jid = Jid.of(row.get(1), row.get(2), row.get(3));
        assertThat(jid).isEqualTo(Jid.parse(row.get(0))).hasSameHashCodeAs(Jid.parse(row.get(0)));
        assertThat(jid.bare()).isEqualTo(BareJid.of(row.get(1), row.get(2)));
        assertThat(jid).isInstanceOf(row.get(3).isEmpty() ? BareJid.class : FullJid.class);
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatIsNoAddressIsRefusedByPartAndReason(List<String> row) {
        assertThatThrownBy(() -> Jid.parse(row.get(0)))
                .isInstanceOf(JidException.class)
                .hasMessageStartingWith("the " + row.get(1) + " ")
                .hasMessageContaining(row.get(2));
    }

    @ParameterizedTest
    @MethodSource("equal")
    void spellingsOfOneAddressAreEqual(List<String> row) {
        Jid prepared = Jid.parse(row.get(0));
        assertThat(prepared).hasToString(row.get(0));
        for (String spelling : row) {
            Jid jid = Jid.parse(spelling);
            assertThat(jid).isEqualTo(prepared).hasSameHashCodeAs(prepared).hasToString(row.get(0));
        }
    }

    @ParameterizedTest
    @MethodSource("different")
    void addressesThatOnlyLookAlikeDiffer(List<String> row) {
        Set<Jid> jids = new HashSet<>();
        row.forEach(spelling -> jids.add(Jid.parse(spelling)));
        assertThat(jids).hasSameSizeAs(row);
    }

    @ParameterizedTest
    @MethodSource("stringprep")
    void whatStringprepPreparedIsTheSameAddressHere(List<String> row) {
        assertThat(Jid.parse(row.get(1))).isEqualTo(Jid.parse(row.get(0)));
    }

    @Test
    void noRefusalRepeatsTheText() {
        assertThatThrownBy(() -> Jid.parse("secret\u265A@montague.example"))
                .message()
                .doesNotContain("secret");
    }
}
