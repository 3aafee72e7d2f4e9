package io.stoa.net.mina;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS on one connection, as the server (RFC 6120 §5). Records that arrive are opened on the
 * connection's I/O thread, and what was in them is told with no lock held, for it may be carried to
 * any other connection from there. Records that leave are made by whoever writes, who holds the
 * connection's lock for it.
 */
final class Tls {

    /** The connection below, and what is above. */
    interface Carrier {

        /** Sends records; under the connection's lock. The buffer is the caller's again then. */
        void send(ByteBuffer records) throws IOException;

        /** Takes the connection's lock and calls {@link Tls#answer}; on the I/O thread. */
        void answer() throws IOException;

        /** Does what takes long in a handshake elsewhere, then calls {@link Tls#exchanged}. */
        void exchange(Runnable task);

        /** Takes what was in a record, on the I/O thread. The buffer is not kept. */
        void opened(ByteBuffer plain);

        /** The handshake is over; on the I/O thread. */
        void secured();

        /** The peer sends no more (RFC 8446 §6.1); on the I/O thread. */
        void ended();
    }

    /** Who sends so much before the server has answered does not want to be understood. */
    private static final int PATIENCE = 64 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final Carrier carrier;
    private final Buffers buffers;
    private volatile boolean established;

    // on the I/O thread only: the beginning of a record, and whether a task is at work
    private ByteBuffer rest = NOTHING;
    private boolean exchanging;

    // under the connection's lock: what waits for a handshake
    private final Deque<ByteBuffer> early = new ArrayDeque<>(0);
    private volatile int waiting;

    Tls(SSLEngine engine, Carrier carrier, Buffers buffers) throws SSLException {
        this.engine = engine;
        this.carrier = carrier;
        this.buffers = buffers;
        engine.setUseClientMode(false);
        engine.beginHandshake();
    }

    /** Returns the session once the handshake is over. */
    Optional<SSLSession> session() {
        return established ? Optional.of(engine.getSession()) : Optional.empty();
    }

    /** Returns how many bytes wait for a handshake. */
    int waiting() {
        return waiting;
    }

    // ── what arrives, on the I/O thread ──

    /** Opens the records that have arrived. */
    void receive(ByteBuffer arrived) throws IOException {
        ByteBuffer in = joined(arrived);
        while (!exchanging && step(in)) {
            // one record, or one flight of the handshake, after the other
        }
        // the buffer is the caller's
        rest = in.hasRemaining() ? ByteBuffer.allocate(in.remaining()).put(in).flip() : NOTHING;
    }

    /** What took long is done. */
    void exchanged() throws IOException {
        exchanging = false;
        receive(NOTHING);
    }

    private ByteBuffer joined(ByteBuffer arrived) throws SSLException {
        if (!rest.hasRemaining()) {
            return arrived;
        }
        if (rest.remaining() > PATIENCE) {
            throw new SSLException("too much during a handshake");
        }
        return ByteBuffer.allocate(rest.remaining() + arrived.remaining())
                .put(rest)
                .put(arrived)
                .flip();
    }

    /** Does the next thing; false when there is none before more arrives. */
    private boolean step(ByteBuffer in) throws IOException {
        return switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> exchange();
            case NEED_WRAP -> {
                carrier.answer();
                noteEstablished();
                yield engine.getHandshakeStatus() != HandshakeStatus.NEED_WRAP;
            }
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN, NOT_HANDSHAKING, FINISHED -> open(in);
        };
    }

    private boolean exchange() {
        exchanging = true;
        carrier.exchange(
                () -> {
                    Runnable task = engine.getDelegatedTask();
                    while (task != null) {
                        task.run();
                        task = engine.getDelegatedTask();
                    }
                });
        return false;
    }

    private boolean open(ByteBuffer in) throws IOException {
        if (!in.hasRemaining()) {
            return false;
        }
        ByteBuffer plain = buffers.take();
        try {
            SSLEngineResult result = engine.unwrap(in, plain);
            if (result.getStatus() == Status.CLOSED) {
                in.position(in.limit());
                carrier.ended();
                return false;
            }
            noteEstablished();
            if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
                carrier.answer();
            }
            if (plain.flip().hasRemaining()) {
                carrier.opened(plain);
            }
            return result.bytesConsumed() > 0 || owes(result.getHandshakeStatus());
        } finally {
            buffers.give(plain);
        }
    }

    private static boolean owes(HandshakeStatus status) {
        return status == HandshakeStatus.NEED_WRAP || status == HandshakeStatus.NEED_TASK;
    }

    private void noteEstablished() throws IOException {
        if (!established && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING) {
            established = true;
            carrier.answer();
            carrier.secured();
        }
    }

    // ── what leaves, under the connection's lock ──

    /** Sends bytes in records; the buffers must not be changed afterwards. */
    void write(ByteBuffer... plain) throws IOException {
        if (!established || !early.isEmpty() || !sealed(plain)) {
            for (ByteBuffer part : plain) {
                early.addLast(part);
            }
            count();
        }
    }

    /** Sends what the handshake has to say, and then what has waited for it. */
    void answer() throws IOException {
        ByteBuffer records = buffers.take();
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    && wrap(records, NOTHING)) {
                // one message of the handshake after the other
            }
            carrier.send(records.flip());
        } finally {
            buffers.give(records);
        }
        if (established && !early.isEmpty() && sealed(early.toArray(ByteBuffer[]::new))) {
            early.clear();
            count();
        }
    }

    /** Says that nothing follows (RFC 8446 §6.1), or why, when something was wrong. */
    void end() throws IOException {
        engine.closeOutbound();
        ByteBuffer records = buffers.take();
        try {
            while (!engine.isOutboundDone() && wrap(records, NOTHING)) {
                // an alert, perhaps behind something of the handshake
            }
            carrier.send(records.flip());
        } finally {
            buffers.give(records);
        }
    }

    /** Tells whether everything could be sent; in a handshake it cannot. */
    private boolean sealed(ByteBuffer... plain) throws IOException {
        ByteBuffer records = buffers.take();
        try {
            boolean going = true;
            while (going && remaining(plain)) {
                going = wrap(records, plain);
            }
            carrier.send(records.flip());
            return !remaining(plain) || engine.isOutboundDone();
        } finally {
            buffers.give(records);
        }
    }

    /** Adds a record; false when there is nothing to add. */
    private boolean wrap(ByteBuffer records, ByteBuffer... plain) throws IOException {
        if (records.remaining() < Buffers.RECORD) {
            carrier.send(records.flip());
            records.clear();
        }
        SSLEngineResult result = engine.wrap(plain, records);
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            throw new SSLException("the engine makes records that are too large");
        }
        return result.bytesProduced() > 0;
    }

    private static boolean remaining(ByteBuffer... plain) {
        for (ByteBuffer part : plain) {
            if (part.hasRemaining()) {
                return true;
            }
        }
        return false;
    }

    private void count() {
        int bytes = 0;
        for (ByteBuffer part : early) {
            bytes += part.remaining();
        }
        waiting = bytes;
    }
}
