package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

final class ScramKeysTest {

    @ParameterizedTest
    @CsvFileSource(resources = "scram.csv", delimiter = ';')
    void theExchangesOfTheRfcsAreUnderstood(
            ScramHash hash,
            String salt,
            int iterations,
            String authMessage,
            String clientProof,
            String serverSignature)
            throws NoSuchAlgorithmException {
        ScramVerifier verifier = ScramKeys.verifier(hash, "pencil", decode(salt), iterations);

        byte[] clientSignature = ScramKeys.hmac(hash, verifier.storedKey(), authMessage);
        byte[] clientKey = xor(decode(clientProof), clientSignature);
        assertThat(MessageDigest.getInstance(hash.digest()).digest(clientKey))
                .isEqualTo(verifier.storedKey());
        assertThat(ScramKeys.hmac(hash, verifier.serverKey(), authMessage))
                .isEqualTo(decode(serverSignature));
    }

    private static byte[] decode(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] result = one.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= other[i];
        }
        return result;
    }
}
