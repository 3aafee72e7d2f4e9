package io.stoa.negotiation.sasl;

import io.stoa.auth.SaslError;

/** Ends an exchange with an error from where the error is found. It carries no stack trace. */
public final class SaslFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final SaslError error;

    /** Makes a failure. */
    public SaslFailure(SaslError error) {
        super(error.element(), null, false, false);
        this.error = error;
    }

    /** Returns what the client is told. */
    public SaslError error() {
        return error;
    }
}
