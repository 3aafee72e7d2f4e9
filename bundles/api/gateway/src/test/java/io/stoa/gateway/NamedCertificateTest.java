package io.stoa.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedCertificateTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF",
                "01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF"
                        + ":01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF",
            })
    void aDigestIsReadAsPeopleWriteIt(String written) {
        assertThat(NamedCertificate.digest(written)).contains(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg",
                " 123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            })
    void whatIsNoneIsNone(String written) {
        assertThat(NamedCertificate.digest(written)).isEmpty();
    }
}
