package io.stoa.net.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Finds out whether a private key belongs to a certificate, before a client does. Stateless. */
final class KeyMatch {

    private static final byte[] PROBE = "stoa".getBytes(StandardCharsets.US_ASCII);

    private KeyMatch() {}

    /** Signs and verifies. */
    static void check(PrivateKey key, PublicKey certified, Path file)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm(certified.getAlgorithm(), file));
        signature.initSign(key);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(PROBE);
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException(
                    "the key beside " + file + " is not the key of its first certificate");
        }
    }

    private static String algorithm(String key, Path file) throws GeneralSecurityException {
        return switch (key) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "EdDSA", "Ed25519" -> "EdDSA";
            default ->
                    throw new GeneralSecurityException(
                            file + " has a key of type " + key + "; use EC or RSA");
        };
    }
}
