package io.stoa.gateway;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS to a server: its certificate is for its name and from somebody whom this machine trusts, or
 * it is the one that an administrator has named. Stateless.
 */
public final class TlsClient {

    private TlsClient() {}

    /**
     * Secures a connection; blocks until the handshake is done.
     *
     * @param sha256 the digest of the certificate that is named, as {@link NamedCertificate#digest}
     *     returns it, or ""
     */
    public static Socket secured(Socket socket, String host, int port, String sha256)
            throws IOException {
        SSLSocket secured = (SSLSocket) factory(sha256).createSocket(socket, host, port, true);
        if (sha256.isEmpty()) {
            SSLParameters parameters = secured.getSSLParameters();
            // RFC 9525: the certificate is for the name that was asked for
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        return secured;
    }

    private static SSLSocketFactory factory(String sha256) throws IOException {
        if (sha256.isEmpty()) {
            return (SSLSocketFactory) SSLSocketFactory.getDefault();
        }
        try {
            return NamedCertificate.context(sha256).getSocketFactory();
        } catch (GeneralSecurityException failure) {
            throw new SSLException("this JVM has no TLS", failure);
        }
    }
}
