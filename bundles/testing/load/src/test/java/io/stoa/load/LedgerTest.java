package io.stoa.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an error says. */
class LedgerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<iq type='error'><ping/><error type='cancel'><gone xmlns='x'/></error></iq> |"
                        + " gone",
                "<iq type='error'><error code='503'><service-unavailable/></error></iq>"
                        + " | service-unavailable",
                "<iq type='error'/> | error"
            })
    void theConditionIsTheErrorsFirstChild(String xml, String condition) {
        assertThat(Ledger.condition(xml)).isEqualTo(condition);
    }

    @Test
    void thisProcessIsMeasured() {
        ProcessMeter.Reading reading = ProcessMeter.own().read();
        assertThat(reading.rss()).isPositive();
        assertThat(reading.threads()).isPositive();
        assertThat(reading.cpu()).isPositive();
    }
}
