package io.stoa.testkit;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;

import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A TLS handshake of two engines in memory. Not thread-safe. */
public final class TlsHandshake {

    private final SSLEngine client;
    private final SSLEngine server;

    private TlsHandshake(SSLEngine client, SSLEngine server) {
        this.client = client;
        this.server = server;
    }

    /** Makes the context of a client that trusts everybody. */
    public static SSLContext trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        return context;
    }

    /**
     * Shakes hands and goes on until nothing is left to say, session tickets included.
     *
     * @param adapt changes the client's parameters
     * @throws SSLException when the handshake fails
     */
    public static TlsHandshake of(
            SSLContext client, SSLContext server, Consumer<SSLParameters> adapt)
            throws SSLException {
        SSLEngine theirs = client.createSSLEngine("stoa.example", 5222);
        theirs.setUseClientMode(true);
        SSLParameters parameters = theirs.getSSLParameters();
        adapt.accept(parameters);
        theirs.setSSLParameters(parameters);
        SSLEngine ours = server.createSSLEngine();
        ours.setUseClientMode(false);
        TlsHandshake handshake = new TlsHandshake(theirs, ours);
        handshake.run();
        return handshake;
    }

    /** Lets the client indicate a host name (RFC 6066 §3). */
    public static Consumer<SSLParameters> sni(String host) {
        return parameters -> parameters.setServerNames(List.of(new SNIHostName(host)));
    }

    /** Lets the client speak some versions only. */
    public static Consumer<SSLParameters> protocol(String... names) {
        return parameters -> parameters.setProtocols(names);
    }

    /** Returns the client's engine. */
    public SSLEngine client() {
        return client;
    }

    /** Returns the server's engine. */
    public SSLEngine server() {
        return server;
    }

    /** Returns the certificate that the server has shown. */
    public X509Certificate shown() throws SSLException {
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    private void run() throws SSLException {
        ByteBuffer toServer = ByteBuffer.allocate(65_536);
        ByteBuffer toClient = ByteBuffer.allocate(65_536);
        for (int round = 0; round < 20; round++) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
        }
    }

    /** Says what there is to say, then hears what was said. */
    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        ByteBuffer clear = ByteBuffer.allocate(65_536);
        if (engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP) {
            engine.wrap(nothing, out);
            tasks(engine);
        }
        in.flip();
        SSLEngineResult.Status status = SSLEngineResult.Status.OK;
        while (in.hasRemaining() && status == SSLEngineResult.Status.OK) {
            if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                break;
            }
            status = engine.unwrap(in, clear).getStatus();
            tasks(engine);
        }
        in.compact();
    }

    private static void tasks(SSLEngine engine) {
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Self-signed is fine in a test. */
    private static final class Everybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // nobody is asked
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // whoever it is
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
