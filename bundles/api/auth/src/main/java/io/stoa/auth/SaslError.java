package io.stoa.auth;

import java.util.Locale;

/** The SASL errors of XMPP (RFC 6120 §6.5). */
public enum SaslError {
    /** §6.5.1. */
    ABORTED,
    /** §6.5.2. */
    ACCOUNT_DISABLED,
    /** §6.5.3. */
    CREDENTIALS_EXPIRED,
    /** §6.5.4. */
    ENCRYPTION_REQUIRED,
    /** §6.5.5. */
    INCORRECT_ENCODING,
    /** §6.5.6. */
    INVALID_AUTHZID,
    /** §6.5.7. */
    INVALID_MECHANISM,
    /** §6.5.8. */
    MALFORMED_REQUEST,
    /** §6.5.9. */
    MECHANISM_TOO_WEAK,
    /** §6.5.10. */
    NOT_AUTHORIZED,
    /** §6.5.11. */
    TEMPORARY_AUTH_FAILURE;

    /** Returns the local name of the error's element. */
    public String element() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
