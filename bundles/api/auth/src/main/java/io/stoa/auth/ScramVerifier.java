package io.stoa.auth;

import java.util.Base64;

/**
 * What a server keeps instead of a password (RFC 5802 §2.2, §3). Immutable: the arrays are neither
 * shared nor handed out.
 */
public final class ScramVerifier {

    private final ScramHash hash;
    private final byte[] salt;
    private final int iterations;
    private final byte[] storedKey;
    private final byte[] serverKey;

    /**
     * Makes a verifier.
     *
     * @param hash the hash function
     * @param salt the salt, random
     * @param iterations the iteration count, at least 4096
     * @param storedKey {@code H(ClientKey)}
     * @param serverKey {@code HMAC(SaltedPassword, "Server Key")}
     */
    public ScramVerifier(
            ScramHash hash, byte[] salt, int iterations, byte[] storedKey, byte[] serverKey) {
        this.hash = hash;
        this.salt = salt.clone();
        this.iterations = iterations;
        this.storedKey = storedKey.clone();
        this.serverKey = serverKey.clone();
    }

    /** Returns the hash function. */
    public ScramHash hash() {
        return hash;
    }

    /** Returns a copy of the salt. */
    public byte[] salt() {
        return salt.clone();
    }

    /** Returns the salt in Base64, as the server's first message carries it. */
    public String saltBase64() {
        return Base64.getEncoder().encodeToString(salt);
    }

    /** Returns the iteration count. */
    public int iterations() {
        return iterations;
    }

    /** Returns a copy of the stored key. */
    public byte[] storedKey() {
        return storedKey.clone();
    }

    /** Returns a copy of the server key. */
    public byte[] serverKey() {
        return serverKey.clone();
    }
}
