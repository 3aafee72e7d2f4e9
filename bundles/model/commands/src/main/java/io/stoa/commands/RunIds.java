package io.stoa.commands;

import io.stoa.jid.Jid;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the ids of sessions and knows them again, though it remembers none: an id carries a code
 * over itself, its requester and its place: who was asked, and the node. So a session that is over
 * can be told from one that never was (XEP-0050 §4.4), without keeping what is over. Thread-safe.
 */
final class RunIds {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int RANDOM = 12;
    private static final int CODE = 12;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    RunIds() {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String next(Jid requester, String place) {
        byte[] fresh = new byte[RANDOM];
        random.nextBytes(fresh);
        String text = text(fresh, RANDOM);
        return text + "." + code(text, requester, place);
    }

    /** Tells whether an id was made here for this requester and place. */
    boolean ours(String id, Jid requester, String place) {
        int dot = id.indexOf('.');
        return dot > 0
                && MessageDigest.isEqual(
                        bytes(id.substring(dot + 1)),
                        bytes(code(id.substring(0, dot), requester, place)));
    }

    private String code(String text, Jid requester, String place) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return text(mac.doFinal(bytes(text + "\n" + requester + "\n" + place)), CODE);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
        }
    }

    private static String text(byte[] bytes, int length) {
        byte[] cut = Arrays.copyOf(bytes, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cut);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
