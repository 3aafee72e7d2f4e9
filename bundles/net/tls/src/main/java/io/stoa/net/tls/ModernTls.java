package io.stoa.net.tls;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A context whose engines speak TLS 1.3 and 1.2 with forward secrecy and authenticated encryption
 * only (RFC 9325 §3.1.1, §4.2), whoever makes them. Resumption is on: by tickets (RFC 8446 §4.6.1),
 * with keys that the JDK changes by itself.
 */
final class ModernTls extends SSLContext {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final List<String> SUITES =
            List.of(
                    "TLS_AES_128_GCM_SHA256",
                    "TLS_AES_256_GCM_SHA384",
                    "TLS_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
                    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
                    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private ModernTls(SSLContext plain) {
        super(new Spi(plain), plain.getProvider(), plain.getProtocol());
    }

    /** Makes a context that answers with the certificates of a key manager. */
    static SSLContext of(DomainKeys keys) throws GeneralSecurityException {
        SSLContext plain = SSLContext.getInstance("TLS");
        // no trust managers: certificates of clients are not asked for, so the JDK's list of
        // authorities need not be read
        plain.init(new KeyManager[] {keys}, new TrustManager[0], null);
        return new ModernTls(plain);
    }

    /** Hardens what another context makes. */
    private static final class Spi extends SSLContextSpi {

        private final SSLContext plain;
        private final String[] suites;

        Spi(SSLContext plain) {
            this.plain = plain;
            List<String> known = Arrays.asList(plain.getSupportedSSLParameters().getCipherSuites());
            this.suites = SUITES.stream().filter(known::contains).toArray(String[]::new);
        }

        private SSLEngine hardened(SSLEngine engine) {
            engine.setSSLParameters(hardened(engine.getSSLParameters()));
            return engine;
        }

        private SSLParameters hardened(SSLParameters parameters) {
            parameters.setProtocols(PROTOCOLS);
            parameters.setCipherSuites(suites);
            parameters.setUseCipherSuitesOrder(true);
            return parameters;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return hardened(plain.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return hardened(plain.createSSLEngine(host, port));
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return hardened(plain.getDefaultSSLParameters());
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return hardened(plain.getSupportedSSLParameters());
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys,
                TrustManager @Nullable [] trust,
                @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("this context is complete");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return plain.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return plain.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return plain.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return plain.getClientSessionContext();
        }
    }
}
