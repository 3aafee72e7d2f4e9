package io.stoa.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.core.lifecycle.feature.Jars;

import jdk.security.jarsigner.JarSigner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/** Keys are made by keytool and jars are signed by the JDK's own signer, as people do it. */
class SignaturesTest {

    private static final String PASSWORD = "changeit";

    @TempDir Path folder;

    private KeyStore keys(String name) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(name + ".p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "it",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(Files.exists(file)).as(said).isTrue();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private Path sign(Path jar, KeyStore keys) throws IOException, GeneralSecurityException {
        PrivateKey key = (PrivateKey) keys.getKey("it", PASSWORD.toCharArray());
        Certificate certificate = keys.getCertificate("it");
        JarSigner signer =
                new JarSigner.Builder(
                                key,
                                CertificateFactory.getInstance("X.509")
                                        .generateCertPath(List.of(certificate)))
                        .build();
        Path signed = folder.resolve("signed-" + jar.getFileName());
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            signer.sign(in, out);
        }
        return signed;
    }

    @Test
    void aJarIsTrustedWhenEveryEntryIsSignedBySomebodyKnown() throws Exception {
        KeyStore ours = keys("ours");
        Set<Certificate> trusted = Set.of(ours.getCertificate("it"));
        Path plain = Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.0", "x");
        Path signed = sign(plain, ours);
        assertThat(Signatures.complaint(signed, trusted)).isEmpty();
        assertThat(Signatures.complaint(plain, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("content.txt is not signed"));
        assertThat(Signatures.complaint(sign(plain, keys("others")), trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("not signed by anybody"));
    }

    @Test
    void whatWasChangedOrAddedAfterwardsIsFound() throws Exception {
        KeyStore ours = keys("ours");
        Set<Certificate> trusted = Set.of(ours.getCertificate("it"));
        Path plain = Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.0", "x");
        Path signed = sign(plain, ours);
        put(signed, "content.txt", "y");
        assertThat(Signatures.complaint(signed, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("does not hold"));
        Path again = sign(plain, ours);
        put(again, "more.txt", "z");
        assertThat(Signatures.complaint(again, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("more.txt is not signed"));
    }

    private static void put(Path jar, String entry, String content) throws IOException {
        URI uri = URI.create("jar:" + jar.toUri());
        try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of())) {
            Files.writeString(zip.getPath(entry), content);
        }
    }
}
