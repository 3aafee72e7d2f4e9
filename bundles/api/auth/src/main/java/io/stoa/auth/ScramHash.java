package io.stoa.auth;

/** The hash functions of SCRAM (RFC 5802, RFC 7677, draft-melnikov-scram-sha-512). */
public enum ScramHash {
    /** SCRAM-SHA-1, for clients that know nothing else. */
    SHA_1("SHA-1", "SHA-1", "HmacSHA1", 20),
    /** SCRAM-SHA-256. */
    SHA_256("SHA-256", "SHA-256", "HmacSHA256", 32),
    /** SCRAM-SHA-512. */
    SHA_512("SHA-512", "SHA-512", "HmacSHA512", 64);

    private final String suffix;
    private final String digest;
    private final String hmac;
    private final int length;

    ScramHash(String suffix, String digest, String hmac, int length) {
        this.suffix = suffix;
        this.digest = digest;
        this.hmac = hmac;
        this.length = length;
    }

    /** Returns the mechanism's name, such as {@code SCRAM-SHA-256}. */
    public String mechanism() {
        return "SCRAM-" + suffix;
    }

    /** Returns the JDK's name of the digest. */
    public String digest() {
        return digest;
    }

    /** Returns the JDK's name of the HMAC. */
    public String hmac() {
        return hmac;
    }

    /** Returns the length of a digest in bytes. */
    public int length() {
        return length;
    }
}
