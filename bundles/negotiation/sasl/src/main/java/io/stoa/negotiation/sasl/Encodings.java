package io.stoa.negotiation.sasl;

import io.stoa.auth.SaslError;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Strict decoding: what is not exactly right is refused. Stateless. */
public final class Encodings {

    private Encodings() {}

    /**
     * Decodes Base64 (RFC 4648 §4) with its padding and nothing else in it.
     *
     * @throws SaslFailure with an error when it is something else
     */
    public static byte[] base64(String text, SaslError error) {
        if (text.length() % 4 != 0) {
            throw new SaslFailure(error);
        }
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException wrong) {
            throw new SaslFailure(error);
        }
    }

    /** Encodes in Base64. */
    public static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }

    /**
     * Decodes UTF-8.
     *
     * @throws SaslFailure with {@code malformed-request} when it is something else
     */
    public static String utf8(byte[] data) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
        } catch (CharacterCodingException wrong) {
            throw new SaslFailure(SaslError.MALFORMED_REQUEST);
        }
    }
}
