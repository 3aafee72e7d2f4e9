package io.stoa.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.admin.Report;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

final class TextTableTest {

    private static Report facts() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("state", "works");
        facts.put("pid", "7");
        return Report.facts("", facts);
    }

    @Test
    void factsAreListedOneBelowTheOther() {
        assertThat(TextTable.text(facts())).isEqualTo("state  works\npid    7");
    }

    @Test
    void factsAreOneObject() {
        assertThat(TextTable.json(facts())).isEqualTo("{\"state\":\"works\",\"pid\":\"7\"}");
    }

    @Test
    void anEmptyTableSaysSo() {
        Report empty = Report.table(List.of("a"), List.of());

        assertThat(TextTable.text(empty)).isEqualTo("none");
        assertThat(TextTable.json(empty)).isEqualTo("[]");
    }

    @Test
    void aSentenceIsAnObjectToo() {
        assertThat(TextTable.json(Report.of("done"))).isEqualTo("{\"message\":\"done\"}");
    }

    @Test
    void wideLettersOutsideTheBasicPlaneCountOnce() {
        Report report =
                Report.table(List.of("n", "m"), List.of(List.of("😀", "1"), List.of("ab", "2")));

        assertThat(TextTable.text(report)).isEqualTo("N   M\n😀   1\nab  2");
    }

    @Test
    void jsonEscapesWhatItMust() {
        assertThat(Json.text("a\"\\\n\r\t\u0001é")).isEqualTo("\"a\\\"\\\\\\n\\r\\t\\u0001é\"");
    }
}
