package io.stoa.jid;

/** Says why a text is not an address. Thread-safe. */
public final class JidException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param part the part that is not acceptable, such as {@code localpart}
     * @param reason what is wrong with it
     */
    public JidException(String part, String reason) {
        super("the " + part + " " + reason);
    }
}
