package io.stoa.negotiation.sasl.scram;

import io.stoa.auth.ScramVerifier;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The arithmetic of SCRAM on the server's side (RFC 5802 §3). Stateless. */
final class ScramProof {

    private ScramProof() {}

    /** Tells in constant time whether a proof shows knowledge of the password. */
    static boolean shows(ScramVerifier verifier, String authMessage, byte[] proof) {
        byte[] signature = hmac(verifier, verifier.storedKey(), authMessage);
        byte[] clientKey = new byte[signature.length];
        for (int i = 0; i < clientKey.length; i++) {
            // a proof of another length is wrong, and takes as long
            clientKey[i] = (byte) (signature[i] ^ (i < proof.length ? proof[i] : 0));
        }
        boolean same = MessageDigest.isEqual(hash(verifier, clientKey), verifier.storedKey());
        return same && proof.length == signature.length;
    }

    /** ServerSignature. */
    static byte[] signature(ScramVerifier verifier, String authMessage) {
        return hmac(verifier, verifier.serverKey(), authMessage);
    }

    private static byte[] hmac(ScramVerifier verifier, byte[] key, String message) {
        String algorithm = verifier.hash().hmac();
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] hash(ScramVerifier verifier, byte[] data) {
        try {
            return MessageDigest.getInstance(verifier.hash().digest()).digest(data);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
