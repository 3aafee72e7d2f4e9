package io.stoa.auth;

import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLSession;

/**
 * What a mechanism may know of the stream.
 *
 * @param domain the domain that the client addressed
 * @param secured whether TLS protects the stream
 * @param tls the TLS session, if TLS ends in this server
 * @param peer the peer's IP address as text
 * @param advertised the names of the mechanisms offered on the stream, for downgrade checks; empty
 *     while the list is being made
 */
public record SaslStream(
        String domain,
        boolean secured,
        Optional<SSLSession> tls,
        String peer,
        List<String> advertised) {

    /** Copies the list. */
    public SaslStream {
        advertised = List.copyOf(advertised);
    }
}
