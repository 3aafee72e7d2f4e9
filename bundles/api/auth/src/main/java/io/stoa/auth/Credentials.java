package io.stoa.auth;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Set;

/** What a SASL mechanism may ask about an account's password. Thread-safe; may block. */
@ConsumerType
public interface Credentials {

    /** Returns the hashes for which accounts of a domain have verifiers. */
    Set<ScramHash> hashes(String domain);

    /**
     * Returns the verifier of an account. For an unknown account it is a false one, the same every
     * time and made in the same time, so that nobody can tell (RFC 5802 §9).
     */
    ScramVerifier verifier(BareJid account, ScramHash hash);

    /** Tells whether a password is the account's, in the same time for unknown accounts. */
    boolean verify(BareJid account, String password);

    /**
     * Tells whether an account may not log in although it knows its password (RFC 6120 §6.5.2). To
     * be asked when the password was right: nobody else need know.
     */
    default boolean disabled(BareJid account) {
        return false;
    }
}
