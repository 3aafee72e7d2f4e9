package io.stoa.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.core.lifecycle.feature.Jars;
import io.stoa.testkit.tls.TestKeys;

import jdk.security.jarsigner.JarSigner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipFile;

/** Keys are made by keytool and jars are signed by the JDK's own signer, as people do it. */
class TrustTest {

    @TempDir Path folder;

    private Path sign(Path jar, TestKeys keys) throws IOException, GeneralSecurityException {
        JarSigner signer =
                new JarSigner.Builder(
                                keys.key(),
                                CertificateFactory.getInstance("X.509")
                                        .generateCertPath(List.of(keys.certificate())))
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
        TestKeys ours = TestKeys.make(folder, "ours");
        Set<Certificate> trusted = Set.of(ours.certificate());
        Path plain = Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.0", "x");
        Path signed = sign(plain, ours);
        assertThat(Trust.complaint(signed, trusted)).isEmpty();
        assertThat(Trust.complaint(plain, trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("content.txt is not signed"));
        assertThat(Trust.complaint(sign(plain, TestKeys.make(folder, "others")), trusted))
                .hasValueSatisfying(it -> assertThat(it).contains("not signed by anybody"));
    }

    @Test
    void whatWasChangedOrAddedAfterwardsIsFound() throws Exception {
        TestKeys ours = TestKeys.make(folder, "ours");
        Set<Certificate> trusted = Set.of(ours.certificate());
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
        TestKeys ours = TestKeys.make(folder, "ours");
        Path plain = Jars.make(folder.resolve("m.jar"), "org.example.mood", "1.0", "x");
        Path store = ours.file();
        assertThat(new Trust("pinned", store, TestKeys.PASSWORD).complaint(plain)).isEmpty();
        Trust signed = new Trust("signed", store, TestKeys.PASSWORD);
        assertThat(signed.complaint(sign(plain, ours))).isEmpty();
        assertThat(signed.complaint(plain))
                .hasValueSatisfying(
                        it -> assertThat(it).contains("m.jar is refused", "jarsigner", "policy"));
        assertThat(new Trust("sinned", store, TestKeys.PASSWORD).complaint(plain)).isPresent();
        Trust lost = new Trust("signed", folder.resolve("nowhere.p12"), TestKeys.PASSWORD);
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
