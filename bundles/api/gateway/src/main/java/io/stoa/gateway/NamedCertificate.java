package io.stoa.gateway;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trusts one certificate of a network, which an administrator has named, and no other. It is here
 * because a connection refers to whom it trusts for as long as it lasts: a connection that is
 * handed over would keep the version of the gateway that has made it. Immutable.
 */
public final class NamedCertificate implements X509TrustManager {

    private static final String DIGEST = "[0-9a-f]{64}";

    private final String sha256;

    private NamedCertificate(String sha256) {
        this.sha256 = sha256;
    }

    /**
     * Reads the SHA-256 of a certificate as people write it: 32 bytes in hexadecimal digits, with
     * colons or without.
     *
     * @return it in small digits without colons; empty when it is none
     */
    public static Optional<String> digest(String written) {
        String digits = written.replace(":", "").toLowerCase(Locale.ROOT);
        return Optional.of(digits).filter(it -> it.matches(DIGEST));
    }

    /**
     * Returns the context of a client that trusts one certificate.
     *
     * @param sha256 its digest as {@link #digest} returns it
     */
    public static SSLContext context(String sha256) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new NamedCertificate(sha256)}, null);
        return context;
    }

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
            if (!HexFormat.of().formatHex(digest).equals(sha256)) {
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
