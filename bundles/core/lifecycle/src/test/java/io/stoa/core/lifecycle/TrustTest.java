package io.stoa.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
class TrustTest {

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
        assertThat(Trust.complaint(signed, trusted)).isEmpty();
        assertThat(Trust.complaint(plain, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("content.txt is not signed"));
        assertThat(Trust.complaint(sign(plain, keys("others")), trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("not signed by anybody"));
    }

    @Test
    void whatWasChangedOrAddedAfterwardsIsFound() throws Exception {
        KeyStore ours = keys("ours");
        Set<Certificate> trusted = Set.of(ours.getCertificate("it"));
        Path plain = Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.0", "x");
        Path signed = sign(plain, ours);
        put(signed, "content.txt", "y");
        assertThat(Trust.complaint(signed, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("does not hold"));
        Path again = sign(plain, ours);
        put(again, "more.txt", "z");
        assertThat(Trust.complaint(again, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("more.txt is not signed"));
    }

    @Test
    void thePolicyDecides() throws Exception {
        KeyStore ours = keys("ours");
        Path plain = Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.0", "x");
        Path store = folder.resolve("ours.p12");
        assertThat(new Trust("pinned", store, PASSWORD).complaint(plain)).isEmpty();
        Trust signed = new Trust("signed", store, PASSWORD);
        assertThat(signed.complaint(sign(plain, ours))).isEmpty();
        assertThat(signed.complaint(plain))
                .hasValueSatisfying(
                        it -> assertThat(it).contains("m.jar is refused", "jarsigner", "policy"));
        assertThat(new Trust("sinned", store, PASSWORD).complaint(plain)).isPresent();
        Trust lost = new Trust("signed", folder.resolve("nowhere.p12"), PASSWORD);
        assertThatThrownBy(() -> lost.complaint(plain)).hasMessageContaining("keytool");
    }

    @Test
    void whatIsNotSaidIsPinned() {
        assertThat(Rules.trust(Map.of(), folder))
                .isEqualTo(new Trust("pinned", folder.resolve("trust.p12"), "changeit"));
        Map<String, Object> said =
                Map.of(
                        "policy", "signed",
                        "truststore", "keys/ours.p12",
                        "truststore.password", "x");
        assertThat(Rules.trust(said, folder))
                .isEqualTo(new Trust("signed", folder.resolve("keys/ours.p12"), "x"));
    }

    private static void put(Path jar, String entry, String content) throws IOException {
        URI uri = URI.create("jar:" + jar.toUri());
        try (FileSystem zip = FileSystems.newFileSystem(uri, Map.of())) {
            Files.writeString(zip.getPath(entry), content);
        }
    }
}
