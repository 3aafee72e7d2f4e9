package io.stoa.net.tls;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The directory of certificates: {@code <domain>.crt} and {@code <domain>.key}. Thread-safe. */
final class PemFiles {

    /** What a pair of files looks like from outside; another one means: read them again. */
    record Stamp(String certificate, String key) {

        private static final String MISSING = "";

        boolean missing() {
            return certificate.equals(MISSING) && key.equals(MISSING);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(PemFiles.class);
    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rw-------");
    private static final String KEY_BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String KEY_END = "-----END PRIVATE KEY-----";

    private final Path directory;

    PemFiles(Path directory) {
        this.directory = directory;
    }

    Path certificate(String domain) {
        return directory.resolve(fileName(domain) + ".crt");
    }

    Path key(String domain) {
        return directory.resolve(fileName(domain) + ".key");
    }

    /** The name in ASCII (RFC 5891), as it stands in certificates, in SNI and in file names. */
    static String ascii(String domain) {
        return domain.startsWith("[")
                ? domain
                : IDN.toASCII(domain, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    }

    /** An IPv6 literal has colons, which not every file system likes. */
    private static String fileName(String domain) {
        return ascii(domain).replace(':', '_');
    }

    Stamp stamp(String domain) throws IOException {
        return new Stamp(stamp(certificate(domain)), stamp(key(domain)));
    }

    private static String stamp(Path file) throws IOException {
        return Files.exists(file)
                ? Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file)
                : Stamp.MISSING;
    }

    /**
     * Reads a pair.
     *
     * @throws GeneralSecurityException when a file is not what it should be, with the remedy
     */
    Certificate read(String domain) throws IOException, GeneralSecurityException {
        Path file = certificate(domain);
        require(file, key(domain));
        require(key(domain), file);
        List<X509Certificate> chain = chain(file);
        PrivateKey key = key(key(domain), chain.getFirst().getPublicKey().getAlgorithm());
        KeyMatch.check(key, chain.getFirst().getPublicKey(), file);
        return new Certificate(chain, key);
    }

    private static void require(Path file, Path other) throws GeneralSecurityException {
        if (!Files.exists(file)) {
            throw new GeneralSecurityException(
                    file + " is missing; add it, or remove " + other + " too");
        }
    }

    private static List<X509Certificate> chain(Path file)
            throws IOException, GeneralSecurityException {
        byte[] pem = Files.readAllBytes(file);
        List<X509Certificate> chain =
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(new ByteArrayInputStream(pem))
                        .stream()
                        .map(X509Certificate.class::cast)
                        .toList();
        if (chain.isEmpty()) {
            throw new GeneralSecurityException(file + " has no certificate in it");
        }
        return chain;
    }

    private static PrivateKey key(Path file, String algorithm)
            throws IOException, GeneralSecurityException {
        warnIfOpen(file);
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        int begin = pem.indexOf(KEY_BEGIN);
        int end = pem.indexOf(KEY_END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException(
                    file
                            + " is not a PKCS#8 key without a password; convert it with"
                            + " openssl pkcs8 -topk8 -nocrypt");
        }
        byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + KEY_BEGIN.length(), end));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static void warnIfOpen(Path file) throws IOException {
        if (posix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.warn("others may read {}; do: chmod 600 {}", file, file);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Writes a pair that was made here: the key readable for its owner only. */
    void write(String domain, Certificate certificate)
            throws IOException, GeneralSecurityException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, attributes(directory, "rwx------"));
        }
        write(key(domain), "PRIVATE KEY", certificate.key().getEncoded());
        write(certificate(domain), "CERTIFICATE", certificate.leaf().getEncoded());
    }

    private static void write(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, attributes(file, "rw-------"));
        Files.writeString(fresh, pem);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return posix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
