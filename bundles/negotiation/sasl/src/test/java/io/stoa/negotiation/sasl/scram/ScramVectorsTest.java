package io.stoa.negotiation.sasl.scram;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.Credentials;
import io.stoa.auth.SaslExchange.Step;
import io.stoa.auth.SaslStream;
import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;
import io.stoa.jid.BareJid;
import io.stoa.negotiation.sasl.LoginPolicy;
import io.stoa.testkit.Configs;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The example exchanges of the RFCs, byte by byte: {@code vectors.csv}. */
final class ScramVectorsTest {

    private static final SaslStream STREAM =
            new SaslStream("stoa.example", true, Optional.empty(), "192.0.2.1", List.of());

    @ParameterizedTest(name = "{0}, {1}")
    @CsvFileSource(resources = "vectors.csv", delimiter = '|')
    void theExampleComesOut(
            ScramHash hash,
            String source,
            String salt,
            String serverNonce,
            String clientFirst,
            String serverFirst,
            String clientFinal,
            String serverFinal)
            throws Exception {
        Credentials pencil = new Pencil(verifier(hash, Base64.getDecoder().decode(salt)));
        LoginPolicy policy = new LoginPolicy(Configs.defaults(LoginPolicy.Config.class));
        ScramExchange exchange =
                new ScramExchange(
                        new ScramExchange.Setting(hash, false, pencil, policy),
                        STREAM,
                        serverNonce);
        assertThat(exchange.next(bytes(clientFirst)))
                .isInstanceOfSatisfying(
                        Step.Challenge.class,
                        it -> assertThat(it.data()).asString().isEqualTo(serverFirst));
        assertThat(exchange.next(bytes(clientFinal)))
                .isInstanceOfSatisfying(
                        Step.Success.class,
                        it -> {
                            assertThat(it.data()).asString().isEqualTo(serverFinal);
                            assertThat(it.account()).hasToString("user@stoa.example");
                        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ScramVerifier verifier(ScramHash hash, byte[] salt)
            throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec("pencil".toCharArray(), salt, 4096, hash.length() * 8);
        byte[] salted =
                SecretKeyFactory.getInstance("PBKDF2With" + hash.hmac())
                        .generateSecret(spec)
                        .getEncoded();
        byte[] stored =
                MessageDigest.getInstance(hash.digest()).digest(hmac(hash, salted, "Client Key"));
        return new ScramVerifier(hash, salt, 4096, stored, hmac(hash, salted, "Server Key"));
    }

    private static byte[] hmac(ScramHash hash, byte[] key, String text)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hash.hmac());
        mac.init(new SecretKeySpec(key, hash.hmac()));
        return mac.doFinal(bytes(text));
    }

    /** The one who uses a pencil. */
    private record Pencil(ScramVerifier verifier) implements Credentials {

        @Override
        public Set<ScramHash> hashes(String domain) {
            return Set.of(verifier.hash());
        }

        @Override
        public ScramVerifier verifier(BareJid account, ScramHash hash) {
            return verifier;
        }

        @Override
        public boolean verify(BareJid account, String password) {
            return false;
        }
    }
}
