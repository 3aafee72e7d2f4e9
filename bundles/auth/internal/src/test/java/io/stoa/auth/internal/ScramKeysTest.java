package io.stoa.auth.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

final class ScramKeysTest {

    @ParameterizedTest
    @CsvFileSource(resources = "scram.csv", delimiter = ';')
    void theExchangesOfTheRfcsAreUnderstood(ArgumentsAccessor row) throws NoSuchAlgorithmException {
        ScramHash hash = row.get(0, ScramHash.class);
        String authMessage = row.getString(3);
        byte[] clientProof = decode(row.getString(4));
        byte[] serverSignature = decode(row.getString(5));

        ScramVerifier verifier =
                ScramKeys.verifier(hash, "pencil", decode(row.getString(1)), row.getInteger(2));

        byte[] clientSignature = ScramKeys.hmac(hash, verifier.storedKey(), authMessage);
        byte[] clientKey = xor(clientProof, clientSignature);
        assertThat(MessageDigest.getInstance(hash.digest()).digest(clientKey))
                .isEqualTo(verifier.storedKey());
        assertThat(ScramKeys.hmac(hash, verifier.serverKey(), authMessage))
                .isEqualTo(serverSignature);
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
