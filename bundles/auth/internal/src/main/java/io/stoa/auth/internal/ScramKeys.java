package io.stoa.auth.internal;

import io.stoa.auth.ScramHash;
import io.stoa.auth.ScramVerifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The functions of RFC 5802 §3. Stateless. */
final class ScramKeys {

    private static final int BITS = 8;

    private ScramKeys() {}

    /** Makes what is kept of a password that was prepared. */
    static ScramVerifier verifier(ScramHash hash, String password, byte[] salt, int iterations) {
        byte[] salted = salted(hash, password, salt, iterations);
        return new ScramVerifier(
                hash,
                salt,
                iterations,
                digest(hash, hmac(hash, salted, "Client Key")),
                hmac(hash, salted, "Server Key"));
    }

    /** Tells whether a password that was prepared is the one of a verifier; in constant time. */
    static boolean matches(ScramVerifier verifier, String password) {
        byte[] stored =
                verifier(verifier.hash(), password, verifier.salt(), verifier.iterations())
                        .storedKey();
        return MessageDigest.isEqual(stored, verifier.storedKey());
    }

    /** Returns the HMAC of a text. */
    static byte[] hmac(ScramHash hash, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(hash.hmac());
            mac.init(new SecretKeySpec(key, hash.hmac()));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + hash.hmac(), e);
        }
    }

    private static byte[] salted(ScramHash hash, String password, byte[] salt, int iterations) {
        // the JDK encodes the characters in UTF-8, as SCRAM wants
        PBEKeySpec spec =
                new PBEKeySpec(password.toCharArray(), salt, iterations, hash.length() * BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2With" + hash.hmac())
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no PBKDF2 with " + hash.hmac(), e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] digest(ScramHash hash, byte[] bytes) {
        try {
            return MessageDigest.getInstance(hash.digest()).digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + hash.digest(), e);
        }
    }
}
