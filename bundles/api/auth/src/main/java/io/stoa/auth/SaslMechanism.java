package io.stoa.auth;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A SASL mechanism, shared by the profiles that carry it (RFC 6120 §6, XEP-0388). Thread-safe; its
 * exchanges are not.
 */
@ConsumerType
public interface SaslMechanism {

    /** Returns the registered name, such as {@code SCRAM-SHA-256-PLUS}. */
    String name();

    /** Returns the server's preference; stronger mechanisms have higher numbers (§6.3.3). */
    int strength();

    /** Tells whether it can be offered on a stream. */
    boolean offered(SaslStream stream);

    /** Begins an exchange. */
    SaslExchange start(SaslStream stream);
}
