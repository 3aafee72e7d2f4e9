package io.stoa.stream;

import org.osgi.annotation.versioning.ConsumerType;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;

/**
 * A connection to a peer, made by {@code net/*} and driven by {@code core/stream}. Thread-safe;
 * only {@link #awaitWritten} blocks.
 */
@ConsumerType
public interface Connection {

    /** Writes bytes, in the order of the calls. The buffers must not be changed afterwards. */
    void write(ByteBuffer... utf8);

    /**
     * Writes a last message in clear and starts TLS as the server. Called on the I/O thread of this
     * connection, from within {@link Intake#bytes}, or while reading is paused.
     */
    void startTls(SSLContext tls, ByteBuffer lastInClear);

    /** Returns the TLS session once TLS is established. */
    Optional<SSLSession> tls();

    /** Stops reading, to slow the peer down. */
    void pauseReading();

    /** Reads again. */
    void resumeReading();

    /** Returns how many bytes were written but not yet taken by the peer's socket. */
    long pendingBytes();

    /**
     * Waits until everything written before was taken by the system, never on the I/O thread.
     *
     * @return false when that has not happened within the time, or will not: the connection is lost
     */
    default boolean awaitWritten(Duration patience) {
        return true;
    }

    /** Closes the connection once everything written before has left, or after a short grace. */
    void close();

    /** Returns the peer's IP address as text. */
    String peer();
}
