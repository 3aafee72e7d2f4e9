package io.stoa.smack;

import io.stoa.testkit.Stoa;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import javax.net.ssl.X509TrustManager;

/**
 * Trusts one certificate and no other.
 *
 * @param certificate the server's own
 */
record Pinned(X509Certificate certificate) implements X509TrustManager {

    /** The certificate that the server under test has made for itself. */
    static Pinned certificate(Path data) throws IOException, CertificateException {
        Path pem = data.resolve("certificates").resolve(Stoa.DOMAIN + ".crt");
        try (InputStream in = Files.newInputStream(pem)) {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return new Pinned((X509Certificate) factory.generateCertificate(in));
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        if (!chain[0].equals(certificate)) {
            throw new CertificateException("not the pinned certificate");
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
