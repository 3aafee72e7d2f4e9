package io.stoa.core.stream;

import java.time.Duration;

/**
 * What a stream may cost. Immutable.
 *
 * @param stanzaBytes the largest stanza
 * @param login how long a client may take to log in
 * @param bytesBeforeLogin how much it may send before
 * @param pendingBytes how much may wait for a slow reader
 * @param silentIntervals how many keep-alives a client may leave without any byte, 0 for any number
 */
record StreamLimits(
        int stanzaBytes,
        Duration login,
        int bytesBeforeLogin,
        int pendingBytes,
        int silentIntervals) {

    /** Reading pauses when so many stanzas wait, and goes on at a quarter of it. */
    static final int INBOX = 32;

    /** Tells whether a client that was silent for so many intervals is given up. */
    boolean silentFor(int intervals) {
        return silentIntervals > 0 && intervals > silentIntervals;
    }

    static StreamLimits of(StreamHub.Config config) {
        if (config.stanzaBytes() < 10_000) {
            throw new IllegalArgumentException(
                    "io.stoa.core.stream:stanzaBytes is "
                            + config.stanzaBytes()
                            + "; RFC 6120 §13.12 asks for at least 10000");
        }
        return new StreamLimits(
                config.stanzaBytes(),
                Duration.ofSeconds(config.loginSeconds()),
                config.bytesBeforeLogin(),
                config.pendingBytes(),
                config.silentIntervals());
    }
}
