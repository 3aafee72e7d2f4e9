package io.stoa.net.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.Form;
import io.stoa.bus.Domains;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TlsHandshake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

final class DomainContextsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir private Path folder;

    private final ManualSchedule schedule = new ManualSchedule();
    private final List<String> served = new ArrayList<>(List.of("stoa.example"));

    private Path directory() {
        return folder.resolve("certificates");
    }

    private DomainContexts contexts(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(Map.of("directory", directory().toString()));
        values.putAll(more);
        Domains domains = () -> List.copyOf(served);
        return new DomainContexts(
                domains,
                schedule,
                Configs.of(DomainContexts.Config.class, values),
                InstantSource.fixed(NOW));
    }

    private DomainContexts contexts() {
        return contexts(Map.of());
    }

    private static String fingerprint(DomainContexts contexts, String domain) {
        return contexts.certificate(domain).orElseThrow().fingerprint();
    }

    private static X509Certificate shown(SSLContext server, String sni)
            throws GeneralSecurityException, SSLException {
        return TlsHandshake.of(TlsHandshake.trusting(), server, TlsHandshake.sni(sni)).shown();
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }

    private void install(String domain, Certificate certificate)
            throws IOException, GeneralSecurityException {
        new PemFiles(directory()).write(domain, certificate);
    }

    @Test
    void aDomainWithoutFilesGetsASelfSignedCertificate() throws Exception {
        DomainContexts contexts = contexts();
        Certificate made = contexts.certificate("stoa.example").orElseThrow();
        assertThat(made.selfSigned()).isTrue();
        assertThat(made.names()).containsExactly("stoa.example");
        assertThat(made.covers("stoa.example")).isTrue();
        assertThat(made.expires()).isEqualTo(NOW.plus(Duration.ofDays(3650)));
        // otherName: two SRV-IDs and XmppAddr (RFC 6120 §13.7.1.2)
        assertThat(
                        made.leaf().getSubjectAlternativeNames().stream()
                                .map(it -> (Object) it.getFirst()))
                .containsExactly(2, 0, 0, 0);
        made.leaf().verify(made.leaf().getPublicKey());
        assertThat(Files.getPosixFilePermissions(directory().resolve("stoa.example.key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(directory()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void theNextStartUsesTheSameCertificate() {
        String first = fingerprint(contexts(), "stoa.example");
        assertThat(fingerprint(contexts(), "stoa.example")).isEqualTo(first);
        assertThat(first).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
    }

    @Test
    void withoutSelfSignedCertificatesTlsIsNotOffered() {
        DomainContexts contexts = contexts(Map.of("selfSigned", false));
        assertThat(contexts.of("stoa.example")).isEmpty();
        assertThat(contexts.of("")).isEmpty();
        assertThat(directory()).doesNotExist();
    }

    @Test
    void aDomainThatIsNotServedHasNoContext() {
        assertThat(contexts().of("elsewhere.example")).isEmpty();
    }

    @Test
    void tls13And12AreSpoken() throws Exception {
        SSLContext server = contexts().of("stoa.example").orElseThrow();
        for (String version : List.of("TLSv1.3", "TLSv1.2")) {
            TlsHandshake handshake =
                    TlsHandshake.of(
                            TlsHandshake.trusting(), server, TlsHandshake.protocol(version));
            assertThat(handshake.client().getSession().getProtocol()).isEqualTo(version);
            assertThat(name(handshake.shown())).isEqualTo("CN=stoa.example");
        }
    }

    @Test
    void weakSuitesAreRefused() throws Exception {
        SSLContext server = contexts().of("stoa.example").orElseThrow();
        SSLContext client = TlsHandshake.trusting();
        assertThatThrownBy(
                        () ->
                                TlsHandshake.of(
                                        client,
                                        server,
                                        it -> {
                                            it.setProtocols(new String[] {"TLSv1.2"});
                                            it.setCipherSuites(
                                                    new String[] {
                                                        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"
                                                    });
                                        }))
                .isInstanceOf(SSLException.class);
        assertThat(server.getDefaultSSLParameters().getProtocols())
                .containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(server.getDefaultSSLParameters().getCipherSuites())
                .allMatch(it -> it.contains("GCM") || it.contains("POLY1305"));
    }

    @Test
    void theCertificateIsChosenBySni() throws Exception {
        served.add("b\u00FCcher.example");
        DomainContexts contexts = contexts();
        SSLContext any = contexts.of("").orElseThrow();
        assertThat(name(shown(any, "xn--bcher-kva.example"))).isEqualTo("CN=xn--bcher-kva.example");
        assertThat(name(shown(any, "stoa.example"))).isEqualTo("CN=stoa.example");
        assertThat(name(shown(any, "who.example"))).isEqualTo("CN=stoa.example");
        // a context for a domain does not care
        SSLContext one = contexts.of("b\u00FCcher.example").orElseThrow();
        assertThat(name(shown(one, "stoa.example"))).isEqualTo("CN=xn--bcher-kva.example");
        assertThat(directory().resolve("xn--bcher-kva.example.crt")).exists();
    }

    @Test
    void addressesCanBeServed() {
        served.clear();
        served.addAll(List.of("127.0.0.1", "[::1]"));
        DomainContexts contexts = contexts();
        assertThat(contexts.of("[::1]")).isPresent();
        assertThat(contexts.of("127.0.0.1")).isPresent();
    }

    /** RFC 9266, RFC 5929: what channel bindings need is there, also after resumption. */
    @Test
    void sessionsAreResumedAndCanBeBoundTo() throws Exception {
        SSLContext server = contexts().of("stoa.example").orElseThrow();
        SSLContext client = TlsHandshake.trusting();
        TlsHandshake first = TlsHandshake.of(client, server, it -> {});
        TlsHandshake second = TlsHandshake.of(client, server, it -> {});
        assertThat(second.client().getSession().getCreationTime())
                .isEqualTo(first.client().getSession().getCreationTime());
        assertThat(exported(second.client().getSession()))
                .isEqualTo(exported(second.server().getSession()))
                .isNotEqualTo(exported(first.server().getSession()));
        assertThat(second.server().getSession().getLocalCertificates()[0])
                .isEqualTo(second.shown());
    }

    private static byte[] exported(SSLSession session) throws SSLException {
        return ((ExtendedSSLSession) session)
                .exportKeyingMaterialData("EXPORTER-Channel-Binding", new byte[0], 32);
    }

    @Test
    void changedFilesAreUsedForNewConnections() throws Exception {
        DomainContexts contexts = contexts();
        SSLContext before = contexts.of("stoa.example").orElseThrow();
        schedule.tick();
        assertThat(contexts.of("stoa.example")).containsSame(before);
        Certificate other = SelfSigned.make("stoa.example", NOW, Duration.ofDays(9999));
        install("stoa.example", other);
        touch("stoa.example.crt");
        schedule.tick();
        assertThat(fingerprint(contexts, "stoa.example")).isEqualTo(other.fingerprint());
        assertThat(shown(contexts.of("").orElseThrow(), "stoa.example")).isEqualTo(other.leaf());
    }

    @Test
    void brokenFilesLeaveTheOldCertificateInUse() throws Exception {
        DomainContexts contexts = contexts();
        SSLContext before = contexts.of("stoa.example").orElseThrow();
        Files.writeString(directory().resolve("stoa.example.crt"), "not a certificate");
        assertThat(contexts.refresh()).isZero();
        assertThat(contexts.of("stoa.example")).containsSame(before);
        // but a start with them offers no TLS, and leaves them alone
        assertThat(contexts().of("stoa.example")).isEmpty();
        assertThat(directory().resolve("stoa.example.crt")).hasContent("not a certificate");
    }

    @Test
    void aDomainThatIsAddedGetsItsCertificate() {
        DomainContexts contexts = contexts();
        served.add("late.example");
        assertThat(contexts.of("late.example")).isEmpty();
        assertThat(contexts.refresh()).isEqualTo(1);
        assertThat(contexts.of("late.example")).isPresent();
    }

    @Test
    void theWatchEndsWithTheComponent() {
        DomainContexts contexts = contexts();
        assertThat(schedule.jobs()).isEqualTo(1);
        contexts.stop();
        assertThat(schedule.jobs()).isZero();
        contexts(Map.of("checkSeconds", 0)).stop();
        assertThat(schedule.jobs()).isZero();
    }

    @Test
    void theCommandsShowAndReload() throws Exception {
        DomainContexts contexts = contexts();
        var form = new Form(Map.of(), "local:test");
        assertThat(new CertificateList(contexts).run(form).rows())
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row)
                                        .contains(
                                                "stoa.example",
                                                "self-signed",
                                                fingerprint(contexts, "stoa.example")));
        CertificateReload reload = new CertificateReload(contexts);
        assertThat(reload.run(form).message()).isEqualTo("No certificate has changed.");
        touch("stoa.example.key");
        assertThat(reload.run(form).message()).isEqualTo("1 certificate(s) are new.");
        assertThat(reload.spec().reads()).isFalse();
    }

    private void touch(String file) throws IOException {
        Path path = directory().resolve(file);
        Files.setLastModifiedTime(
                path, FileTime.from(Files.getLastModifiedTime(path).toInstant().plusSeconds(7)));
    }
}
