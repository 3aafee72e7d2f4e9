package io.stoa.jid;

/**
 * Says why a text is not an address. The message names the part and the reason but never repeats
 * the text, so it may be logged and told to the peer, whom RFC 6120 §8.3.3.8 answers {@code
 * <jid-malformed/>}. Thread-safe.
 */
public final class JidException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param part the part that is not acceptable, such as {@code localpart}
     * @param reason what is wrong with it, as in "is empty"
     */
    public JidException(String part, String reason) {
        super("the " + part + " " + reason);
    }
}
