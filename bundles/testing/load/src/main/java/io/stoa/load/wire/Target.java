package io.stoa.load.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A server and how to log in there.
 *
 * @param port its port on the loopback address
 * @param domain its domain
 * @param security what protects the connection
 * @param mechanism the SASL mechanism: PLAIN, SCRAM-SHA-1, SCRAM-SHA-256 or SCRAM-SHA-512
 */
public record Target(int port, String domain, Security security, String mechanism) {

    /** What protects a connection. */
    public enum Security {
        /** Nothing. */
        PLAIN,
        /** TLS from the first byte (XEP-0368). */
        DIRECT,
        /** TLS after the stream has begun (RFC 6120 §5). */
        STARTTLS
    }

    /** Returns a server without TLS where one logs in by PLAIN. */
    public static Target plain(int port, String domain) {
        return new Target(port, domain, Security.PLAIN, "PLAIN");
    }

    /** Returns the same with another mechanism. */
    public Target with(String otherMechanism) {
        return new Target(port, domain, security, otherMechanism);
    }

    /** Returns the same with another protection, on another port. */
    public Target with(Security other, int otherPort) {
        return new Target(otherPort, domain, other, mechanism);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
