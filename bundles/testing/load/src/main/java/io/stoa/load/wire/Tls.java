package io.stoa.load.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** TLS over a connection that does not block. Guarded by the connection's lock. */
final class Tls {

    /** Sends what was encrypted. */
    interface Transmit {
        void send(ByteBuffer bytes) throws IOException;
    }

    private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
    private static final byte[] NONE = {};

    private final SSLEngine engine;
    private final Transmit transmit;
    private byte[] kept = NONE;
    private boolean stands;

    Tls(SSLEngine engine, Transmit transmit) {
        this.engine = engine;
        this.transmit = transmit;
    }

    /** Makes a context that trusts everybody: the generator measures, it has no secrets. */
    static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no TLS", impossible);
        }
    }

    boolean stands() {
        return stands;
    }

    void begin() throws IOException {
        engine.beginHandshake();
        shake();
    }

    void write(ByteBuffer plain) throws IOException {
        while (plain.hasRemaining()) {
            wrap(plain);
        }
    }

    private void wrap(ByteBuffer plain) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        note(engine.wrap(plain, out));
        transmit.send(out.flip());
    }

    /** Decrypts what has arrived. */
    ByteBuffer read(byte[] bytes, int count) throws IOException {
        byte[] all = Arrays.copyOf(kept, kept.length + count);
        System.arraycopy(bytes, 0, all, kept.length, count);
        ByteBuffer in = ByteBuffer.wrap(all);
        ByteBuffer plain =
                ByteBuffer.allocate(count + 2 * engine.getSession().getApplicationBufferSize());
        while (in.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(in, plain);
            note(result);
            shake();
            if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
                throw new IOException("TLS was closed");
            }
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                break;
            }
            if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
                plain = ByteBuffer.allocate(2 * plain.capacity()).put(plain.flip());
            }
        }
        kept = in.hasRemaining() ? Arrays.copyOfRange(all, in.position(), all.length) : NONE;
        return plain.flip();
    }

    private void shake() throws IOException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                Runnable task = engine.getDelegatedTask();
                if (task != null) {
                    task.run();
                }
            } else if (status == HandshakeStatus.NEED_WRAP) {
                wrap(EMPTY.duplicate());
            } else {
                return;
            }
        }
    }

    private void note(SSLEngineResult result) {
        stands |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    private static final class TrustAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
