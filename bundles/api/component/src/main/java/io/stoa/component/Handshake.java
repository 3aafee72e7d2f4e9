package io.stoa.component;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The proof that a component knows its secret (XEP-0114 §3). Stateless. */
public final class Handshake {

    private Handshake() {}

    /** Returns SHA-1 over the stream id and the secret, in lower-case hexadecimal digits. */
    public static String of(String streamId, String secret) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-1")
                            .digest((streamId + secret).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Compares in a time that does not tell how much of it is right. */
    public static boolean proves(String shown, String streamId, String secret) {
        return MessageDigest.isEqual(
                shown.strip().getBytes(StandardCharsets.UTF_8),
                of(streamId, secret).getBytes(StandardCharsets.UTF_8));
    }
}
