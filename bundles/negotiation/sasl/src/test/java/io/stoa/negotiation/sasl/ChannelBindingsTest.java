package io.stoa.negotiation.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.io.InputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;

final class ChannelBindingsTest {

    /** RFC 5929 §4.1; what is expected was computed with OpenSSL. */
    @ParameterizedTest
    @CsvFileSource(resources = "end-points.csv", delimiter = '|')
    void theHashIsThatOfTheSignature(String file, String expected) throws Exception {
        try (InputStream in = getClass().getResourceAsStream(file + ".crt")) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(Objects.requireNonNull(in));
            assertThat(ChannelBindings.endPoint(certificate).map(HexFormat.of()::formatHex))
                    .isEqualTo(Optional.ofNullable(expected));
        }
    }
}
