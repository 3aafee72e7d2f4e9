package io.stoa.service.gatewayirc.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS to a network: its certificate is for its name and from somebody whom this machine trusts, or
 * it is the one that an administrator has named. Stateless.
 */
final class Tls {

    private Tls() {}

    /** Secures a connection; blocks until the handshake is done. */
    static Socket secured(Socket socket, NetworkSpec network) throws IOException {
        SSLSocket secured =
                (SSLSocket)
                        factory(network).createSocket(socket, network.host(), network.port(), true);
        if (network.pin().isEmpty()) {
            SSLParameters parameters = secured.getSSLParameters();
            // RFC 9525: the certificate is for the name that was asked for
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    private static SSLSocketFactory factory(NetworkSpec network) throws IOException {
        if (network.pin().isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Pinned(network.pin())}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException failure) {
            throw new SSLException("this JVM has no TLS", failure);
        }
    }

    /** Trusts one certificate and no other. */
    private record Pinned(String pin) implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            throw new CertificateException("nobody logs in here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type)
                throws CertificateException {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                if (!HexFormat.of().formatHex(digest).equals(pin)) {
                    throw new CertificateException("it has another certificate than configured");
                }
            } catch (GeneralSecurityException failure) {
                throw new CertificateException("its certificate is not the one", failure);
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
