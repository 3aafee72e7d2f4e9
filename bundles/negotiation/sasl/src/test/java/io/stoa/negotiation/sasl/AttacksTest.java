package io.stoa.negotiation.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.SaslExchange;
import io.stoa.auth.SaslExchange.Step;
import io.stoa.auth.SaslStream;
import io.stoa.auth.ScramHash;
import io.stoa.testkit.TestNegotiation;
import io.stoa.testkit.TlsHandshake;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;

/** What a client may try, and what it is told: the table is {@code attacks.csv}. */
final class AttacksTest {

    @TempDir private static Path directory;
    private static Optional<SSLContext> server = Optional.empty();

    private final Laboratory laboratory = new Laboratory(Map.of("plaintext", true));

    @BeforeAll
    static void makeCertificate() {
        server = Optional.of(Laboratory.server(directory));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvFileSource(resources = "attacks.csv", delimiter = '|', emptyValue = "", nullValues = "-")
    void everyAttemptHasItsAnswer(
            String title, String mechanism, String tls, String first, String last, String outcome)
            throws Exception {
        Optional<TlsHandshake> handshake =
                tls.equals("none")
                        ? Optional.empty()
                        : Optional.of(Laboratory.tls(server.orElseThrow(), tls));
        String clientFirst = text(first).replace("{0}", "\0");
        SaslExchange exchange = start(mechanism, handshake);
        Step step = exchange.next(bytes(clientFirst));
        if (step instanceof Step.Challenge(byte[] challenge)) {
            ScramHash hash =
                    Arrays.stream(ScramHash.values())
                            .filter(it -> mechanism.replace("-PLUS", "").equals(it.mechanism()))
                            .findFirst()
                            .orElseThrow();
            ScramClient client = new ScramClient(hash, "secret", clientFirst);
            String nonces = client.hear(Encodings.utf8(challenge));
            String message =
                    text(last)
                            .replace("{r}", nonces)
                            .replace("{c}", Encodings.base64(binding(client, handshake)));
            step = exchange.next(bytes(proven(message, client)));
            if (step instanceof Step.Success(var account, byte[] data)) {
                assertThat(Encodings.utf8(data)).isEqualTo(client.expected());
            }
        }
        assertThat(outcome(step)).isEqualTo(outcome);
    }

    private SaslExchange start(String mechanism, Optional<TlsHandshake> handshake) {
        TestNegotiation negotiation = new TestNegotiation();
        handshake.ifPresent(it -> negotiation.secured(Optional.of(it.server().getSession())));
        SaslStream stream = laboratory.mechanisms().stream(negotiation);
        assertThat(stream.advertised()).contains(mechanism);
        return laboratory.mechanisms().find(mechanism).orElseThrow().start(stream);
    }

    /** The binding as an honest client computes it, from its own end of TLS. */
    private static byte[] binding(ScramClient client, Optional<TlsHandshake> handshake)
            throws Exception {
        ByteArrayOutputStream binding = new ByteArrayOutputStream();
        binding.writeBytes(client.header());
        String header = Encodings.utf8(client.header());
        if (header.startsWith("p=tls-exporter")) {
            ExtendedSSLSession session =
                    (ExtendedSSLSession) handshake.orElseThrow().client().getSession();
            binding.writeBytes(
                    session.exportKeyingMaterialData("EXPORTER-Channel-Binding", null, 32));
        } else if (header.startsWith("p=")) {
            binding.writeBytes(
                    ChannelBindings.endPoint(handshake.orElseThrow().shown()).orElseThrow());
        }
        return binding.toByteArray();
    }

    private static String proven(String message, ScramClient client) {
        int at = Math.max(message.lastIndexOf(",p="), 0);
        byte[] proof = client.proof(message.substring(0, at));
        byte[] wrong = proof.clone();
        wrong[0] ^= 1;
        return message.replace("{p}", Encodings.base64(proof))
                .replace("{x}", Encodings.base64(wrong));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String outcome(Step step) {
        return switch (step) {
            case Step.Success success -> "success";
            case Step.Failure failure -> failure.error().element();
            case Step.Challenge challenge -> "challenge";
        };
    }
}
