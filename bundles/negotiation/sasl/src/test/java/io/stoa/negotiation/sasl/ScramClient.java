package io.stoa.negotiation.sasl;

import io.stoa.auth.ScramHash;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM (RFC 5802 §3), written for the tests. */
public final class ScramClient {

    private final ScramHash hash;
    private final String password;
    private final String first;
    private String serverFirst = "";
    private String authMessage = "";

    /** Begins with a first message, whatever is in it. */
    public ScramClient(ScramHash hash, String password, String first) {
        this.hash = hash;
        this.password = password;
        this.first = first;
    }

    /** The GS2 header of the first message. */
    public byte[] header() {
        int end = first.indexOf(',', first.indexOf(',') + 1) + 1;
        return first.substring(0, end).getBytes(StandardCharsets.UTF_8);
    }

    /** Hears the server's first message and returns both nonces. */
    public String hear(String message) {
        serverFirst = message;
        return attribute(0);
    }

    /** The final message for what stands before the proof. */
    public byte[] proof(String withoutProof) {
        authMessage = first.substring(header().length) + ',' + serverFirst + ',' + withoutProof;
        byte[] clientKey = hmac(hash, salted(), "Client Key");
        byte[] signature = hmac(hash, digest(hash, clientKey), authMessage);
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= signature[i];
        }
        return clientKey;
    }

    /** What the server must say at the end. */
    public String expected() {
        byte[] signature = hmac(hash, hmac(hash, salted(), "Server Key"), authMessage);
        return "v=" + Base64.getEncoder().encodeToString(signature);
    }

    private byte[] salted() {
        byte[] salt = Base64.getDecoder().decode(attribute(1));
        return salted(hash, password, salt, Integer.parseInt(attribute(2)));
    }

    private String attribute(int place) {
        return Arrays.asList(serverFirst.split(",", -1)).get(place).substring(2);
    }

    static byte[] salted(ScramHash hash, String password, byte[] salt, int iterations) {
        PBEKeySpec spec =
                new PBEKeySpec(password.toCharArray(), salt, iterations, hash.length() * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2With" + hash.hmac())
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] hmac(ScramHash hash, byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance(hash.hmac());
            mac.init(new SecretKeySpec(key, hash.hmac()));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static byte[] digest(ScramHash hash, byte[] data) {
        try {
            return MessageDigest.getInstance(hash.digest()).digest(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
