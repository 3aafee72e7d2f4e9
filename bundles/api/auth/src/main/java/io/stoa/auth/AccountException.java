package io.stoa.auth;

/** Says why an account could not be changed, in a sentence for people. */
public final class AccountException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** Makes an exception. */
    public AccountException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** Returns the class of the reason. */
    public Reason reason() {
        return reason;
    }

    /** Why an account could not be changed. */
    public enum Reason {
        /** It exists already. */
        EXISTS,
        /** It does not exist. */
        UNKNOWN,
        /** The address is not one that can have an account here. */
        ADDRESS,
        /** The password is empty, too long, or has characters that SASLprep prohibits. */
        PASSWORD,
        /** It is kept by somebody else, who has to be asked. */
        ELSEWHERE
    }
}
