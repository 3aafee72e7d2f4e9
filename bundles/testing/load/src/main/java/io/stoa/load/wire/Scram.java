package io.stoa.load.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM without channel binding (RFC 5802 §3). Not thread-safe. */
final class Scram {

    /**
     * Salted passwords by salt: real clients keep them (RFC 5802 §5.1), and a generator that
     * computed them anew would measure itself. Thread-safe.
     */
    static final class Salted {

        private final Map<String, byte[]> known = new ConcurrentHashMap<>();

        byte[] of(String hash, String password, String salt, int iterations) {
            return known.computeIfAbsent(
                    hash + ' ' + password + ' ' + salt + ' ' + iterations,
                    key -> pbkdf2(hash, password, salt, iterations));
        }

        private static byte[] pbkdf2(String hash, String password, String salt, int iterations) {
            try {
                String digest = hash.replace("-", "");
                int bits = MessageDigest.getInstance(hash).getDigestLength() * 8;
                PBEKeySpec spec =
                        new PBEKeySpec(
                                password.toCharArray(),
                                Base64.getDecoder().decode(salt),
                                iterations,
                                bits);
                return SecretKeyFactory.getInstance("PBKDF2WithHmac" + digest)
                        .generateSecret(spec)
                        .getEncoded();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private static final String NO_BINDING = "n,,";

    private final String hash;
    private final String password;
    private final Salted salted;
    private final String nonce;
    private final String bare;
    private String expected = "";

    Scram(String hash, String name, String password, Salted salted, String nonce) {
        this.hash = hash;
        this.password = password;
        this.salted = salted;
        this.nonce = nonce;
        this.bare = "n=" + name + ",r=" + nonce;
    }

    String first() {
        return base64((NO_BINDING + bare).getBytes(StandardCharsets.UTF_8));
    }

    /** Answers the server's first message. */
    String answer(String challenge) {
        String first = new String(Base64.getDecoder().decode(challenge), StandardCharsets.UTF_8);
        String combined = part(first, 'r');
        if (!combined.startsWith(nonce)) {
            throw new IllegalStateException("not the answer to our nonce: " + first);
        }
        byte[] key =
                salted.of(hash, password, part(first, 's'), Integer.parseInt(part(first, 'i')));
        byte[] client = mac(key, "Client Key");
        String binding = base64(NO_BINDING.getBytes(StandardCharsets.US_ASCII));
        String last = "c=" + binding + ",r=" + combined;
        String signed = bare + ',' + first + ',' + last;
        byte[] proof = mac(digest(client), signed);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= client[i];
        }
        expected = "v=" + base64(mac(mac(key, "Server Key"), signed));
        return base64((last + ",p=" + base64(proof)).getBytes(StandardCharsets.UTF_8));
    }

    /** Tells whether the server knows the password, too. */
    boolean verify(String success) {
        return new String(Base64.getDecoder().decode(success), StandardCharsets.UTF_8)
                .startsWith(expected);
    }

    private static String part(String message, char name) {
        for (String part : message.split(",", -1)) {
            if (part.startsWith(name + "=")) {
                return part.substring(2);
            }
        }
        throw new IllegalStateException("no " + name + " in " + message);
    }

    private byte[] digest(byte[] input) {
        try {
            return MessageDigest.getInstance(hash).digest(input);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] mac(byte[] key, String message) {
        try {
            String algorithm = "Hmac" + hash.replace("-", "");
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
