package io.stoa.service.gatewayirc.wire;

import io.stoa.gateway.NamedCertificate;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

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
            return NamedCertificate.context(network.pin()).getSocketFactory();
        } catch (GeneralSecurityException failure) {
            throw new SSLException("this JVM has no TLS", failure);
        }
    }
}
