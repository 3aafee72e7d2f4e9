package io.stoa.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What is printed. */
class FindingsTest {

    private final Findings findings = new Findings();

    @Test
    void promisesAreSortedByNumberAndBrokenOnesShow() {
        findings.add(
                List.of(
                        new Finding("P13", "mood", "rollback", "it runs", "it runs", true),
                        new Finding("P2", "mood", "times", "≤ 1 s", "2 \"s\"", false)));
        assertThat(findings.table())
                .contains("| P2 | mood | times | ≤ 1 s | 2 \"s\" | **broken** |\n| P13 |");
        assertThat(findings.json()).contains("\"measured\":\"2 \\\"s\\\"\"", "\"kept\":false");
        assertThat(findings.broken()).hasSize(1);
    }
}
