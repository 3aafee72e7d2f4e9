package io.stoa.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key with a certificate for which nobody vouches, made by {@code keytool} as people do it.
 *
 * @param file the key store, which keytool has written
 * @param store what is in it
 */
public record TestKeys(Path file, KeyStore store) {

    /** The password of the key store, and of the key in it. */
    public static final String PASSWORD = "changeit";

    /** What the key is called in the store. */
    public static final String ALIAS = "it";

    private static final int PATIENCE_SECONDS = 60;
    private static final int LINE = 64;

    /**
     * Has a key made.
     *
     * @param name what the certificate is for, such as a host
     */
    public static TestKeys make(Path folder, String name)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = folder.resolve(name + ".p12");
        Path log = folder.resolve(name + ".log");
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        // the JDK's keys of elliptic curves GnuTLS does not read
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD);
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        boolean ended = keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        keytool.destroyForcibly();
        if (!ended || !Files.exists(file)) {
            throw new IOException(
                    "keytool makes no key: " + Files.readString(log, StandardCharsets.UTF_8));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return new TestKeys(file, store);
    }

    /** Returns the certificate. */
    public Certificate certificate() throws GeneralSecurityException {
        return store.getCertificate(ALIAS);
    }

    /** Returns the key. */
    public PrivateKey key() throws GeneralSecurityException {
        return (PrivateKey) store.getKey(ALIAS, PASSWORD.toCharArray());
    }

    /** Returns the SHA-256 of the certificate, as openssl shows it. */
    public String fingerprint() throws GeneralSecurityException {
        byte[] certificate = certificate().getEncoded();
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    }

    /** Returns the certificate and the key as other programs read them (RFC 7468). */
    public String pem() throws GeneralSecurityException {
        return pem("CERTIFICATE", certificate().getEncoded())
                + pem("PRIVATE KEY", key().getEncoded());
    }

    private static String pem(String label, byte[] content) {
        String lines =
                Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content) + "\n";
        return "-----BEGIN " + label + "-----\n" + lines + "-----END " + label + "-----\n";
    }

    /** Returns the context of a server that shows the certificate. */
    public SSLContext server() throws GeneralSecurityException {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
