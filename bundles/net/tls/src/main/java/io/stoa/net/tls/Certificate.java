package io.stoa.net.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A certificate chain with its private key. Immutable.
 *
 * @param chain the chain, the server's own certificate first
 * @param key the private key
 */
record Certificate(List<X509Certificate> chain, PrivateKey key) {

    private static final int DNS_NAME = 2;

    Certificate {
        chain = List.copyOf(chain);
    }

    /** The server's own certificate. */
    X509Certificate leaf() {
        return chain.getFirst();
    }

    Instant expires() {
        return leaf().getNotAfter().toInstant();
    }

    boolean selfSigned() {
        return leaf().getIssuerX500Principal().equals(leaf().getSubjectX500Principal());
    }

    /** The SHA-256 fingerprint as people and tools write it, to compare and to pin. */
    String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(leaf().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The DNS names of the certificate (RFC 5280 §4.2.1.6). */
    List<String> names() {
        try {
            Collection<List<?>> names = leaf().getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.getFirst().equals(DNS_NAME))
                            .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException broken) {
            return List.of();
        }
    }

    /** Tells whether a client that asked for a host name would accept it (RFC 9525 §6.3). */
    boolean covers(String host) {
        String wildcard = "*" + host.substring(Math.max(0, host.indexOf('.')));
        return names().contains(host) || names().contains(wildcard);
    }
}
