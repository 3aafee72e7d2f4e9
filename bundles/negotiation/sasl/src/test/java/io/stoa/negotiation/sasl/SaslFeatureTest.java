package io.stoa.negotiation.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.auth.SaslError;
import io.stoa.auth.SaslExchange;
import io.stoa.auth.SaslMechanism;
import io.stoa.auth.SaslStream;
import io.stoa.auth.ScramHash;
import io.stoa.jid.BareJid;
import io.stoa.storage.StorageException;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature.Next;
import io.stoa.testkit.TestNegotiation;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

final class SaslFeatureTest {

    private static final String NS = SaslFeature.NAMESPACE;
    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");

    @TempDir private Path directory;

    private final Laboratory laboratory = new Laboratory(Map.of());
    private final SaslFeature feature = laboratory.feature();
    private final TestNegotiation stream = new TestNegotiation().secured(Optional.empty());

    private static Element auth(String mechanism, String text) {
        return element("auth", text).with("mechanism", mechanism);
    }

    private static Element element(String local, String text) {
        return text.isEmpty() ? Element.of(NS, local) : Element.of(NS, local, new Text(text));
    }

    private static String base64(String text) {
        return Encodings.base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> names(Optional<Element> features) {
        return features.orElseThrow().elements().map(Element::text).toList();
    }

    private void fails(Element element, String error) throws InterruptedException {
        assertThat(feature.negotiate(element, stream)).isEqualTo(Next.CONTINUE);
        assertThat(stream.take()).isEqualTo(Element.of(NS, "failure", Element.of(NS, error)));
        assertThat(stream.account()).isEmpty();
    }

    @Test
    void mechanismsAreOrderedByStrength() throws Exception {
        SSLContext server = Laboratory.server(directory);
        stream.secured(Optional.of(Laboratory.tls(server, "TLSv1.3").server().getSession()));
        assertThat(names(feature.advertise(stream)))
                .containsExactly(
                        "SCRAM-SHA-512-PLUS",
                        "SCRAM-SHA-256-PLUS",
                        "SCRAM-SHA-1-PLUS",
                        "SCRAM-SHA-512",
                        "SCRAM-SHA-256",
                        "SCRAM-SHA-1",
                        "PLAIN");
    }

    /** XEP-0440 §2. */
    @Test
    void theTypesOfBindingAreShown() throws Exception {
        SSLContext server = Laboratory.server(directory);
        stream.secured(Optional.of(Laboratory.tls(server, "TLSv1.3").server().getSession()));
        assertThat(types()).containsExactly("tls-server-end-point", "tls-exporter");
        stream.secured(Optional.of(Laboratory.tls(server, "TLSv1.2").server().getSession()));
        assertThat(types()).containsExactly("tls-server-end-point");
        stream.authenticated(JULIET);
        assertThat(laboratory.bindings().advertise(stream)).isEmpty();
    }

    private List<String> types() {
        return laboratory
                .bindings()
                .advertise(stream)
                .orElseThrow()
                .elements()
                .map(it -> it.attribute("type"))
                .toList();
    }

    /** TLS that ends elsewhere cannot be bound to. */
    @Test
    void withoutASessionThereIsNoBinding() {
        assertThat(names(feature.advertise(stream)))
                .containsExactly("SCRAM-SHA-512", "SCRAM-SHA-256", "SCRAM-SHA-1", "PLAIN");
        assertThat(laboratory.bindings().advertise(stream)).isEmpty();
    }

    @Test
    void nothingIsOfferedInClear() throws Exception {
        TestNegotiation clear = new TestNegotiation();
        assertThat(feature.advertise(clear)).isEmpty();
        assertThat(feature.negotiate(auth("PLAIN", base64("\0juliet\0secret")), clear))
                .isEqualTo(Next.CONTINUE);
        assertThat(clear.take().child(NS, "encryption-required")).isPresent();
    }

    @Test
    void aLaboratoryMayOfferThemInClear() {
        SaslFeature lax = new Laboratory(Map.of("plaintext", true)).feature();
        assertThat(names(lax.advertise(new TestNegotiation()))).contains("PLAIN", "SCRAM-SHA-1");
    }

    @Test
    void whatIsNotConfiguredIsNotOffered() throws Exception {
        SaslFeature strict =
                new Laboratory(Map.of("mechanisms", new String[] {"SCRAM-SHA-256"})).feature();
        assertThat(names(strict.advertise(stream))).containsExactly("SCRAM-SHA-256");
        strict.negotiate(auth("PLAIN", base64("\0juliet\0secret")), stream);
        assertThat(stream.take().child(NS, "invalid-mechanism")).isPresent();
    }

    @Test
    void plainLogsIn() throws Exception {
        assertThat(feature.negotiate(auth("PLAIN", base64("\0juliet\0secret")), stream))
                .isEqualTo(Next.RESTART);
        assertThat(stream.take()).isEqualTo(Element.of(NS, "success"));
        assertThat(stream.account()).contains(JULIET);
        assertThat(feature.advertise(stream)).isEmpty();
    }

    /** RFC 6120 §6.4.2: without an initial response an empty challenge asks for it. */
    @Test
    void theFirstMessageMayComeAfterAChallenge() throws Exception {
        stream.says(element("response", base64("\0juliet\0secret")));
        assertThat(feature.negotiate(auth("PLAIN", ""), stream)).isEqualTo(Next.RESTART);
        assertThat(stream.take()).matches(it -> it.is(NS, "challenge") && it.text().isEmpty());
        assertThat(stream.take()).isEqualTo(Element.of(NS, "success"));
    }

    @Test
    void scramLogsInWithDataAtTheEnd() throws Exception {
        String first = "n,,n=juliet,r=abc";
        ScramClient client = new ScramClient(ScramHash.SHA_256, "secret", first);
        stream.answering(challenge -> element("response", base64(last(client, challenge))));
        assertThat(feature.negotiate(auth("SCRAM-SHA-256", base64(first)), stream))
                .isEqualTo(Next.RESTART);
        assertThat(stream.written().getLast().text()).isEqualTo(base64(client.expected()));
        assertThat(stream.account()).contains(JULIET);
    }

    private static String last(ScramClient client, Element challenge) {
        byte[] serverFirst = Encodings.base64(challenge.text(), SaslError.INCORRECT_ENCODING);
        String withoutProof = "c=biws,r=" + client.hear(Encodings.utf8(serverFirst));
        return withoutProof + ",p=" + Encodings.base64(client.proof(withoutProof));
    }

    /** RFC 6120 §6.5.2; whoever does not know the password learns nothing of it. */
    @Test
    void aDisabledAccountIsToldSoWhenItsPasswordIsRight() throws Exception {
        fails(auth("PLAIN", base64("\0tybalt\0wrong")), "not-authorized");
        fails(auth("PLAIN", base64("\0tybalt\0rapier")), "account-disabled");
        String first = "n,,n=tybalt,r=abc";
        ScramClient client = new ScramClient(ScramHash.SHA_256, "rapier", first);
        stream.answering(challenge -> element("response", base64(last(client, challenge))));
        assertThat(feature.negotiate(auth("SCRAM-SHA-256", base64(first)), stream))
                .isEqualTo(Next.CONTINUE);
        assertThat(stream.written().getLast().child(NS, "account-disabled")).isPresent();
        assertThat(stream.account()).isEmpty();
    }

    @Test
    void aClientMayAbort() throws Exception {
        stream.says(Element.of(NS, "abort"));
        assertThat(feature.negotiate(auth("SCRAM-SHA-1", base64("n,,n=juliet,r=abc")), stream))
                .isEqualTo(Next.CONTINUE);
        assertThat(stream.written().getLast().child(NS, "aborted")).isPresent();
    }

    @Test
    void errorsAreThoseOfTheSpecification() throws Exception {
        fails(auth("PLAIN", "no base64!"), "incorrect-encoding");
        fails(auth("CRAM-MD5", ""), "invalid-mechanism");
        fails(auth("PLAIN", "="), "malformed-request");
        fails(Element.of(NS, "abort"), "aborted");
    }

    @Test
    void whatIsNotUtf8IsMalformed() throws Exception {
        fails(auth("PLAIN", "AP8A"), "malformed-request");
        fails(element("response", ""), "malformed-request");
        fails(auth("", ""), "invalid-mechanism");
        fails(auth("plain", ""), "invalid-mechanism");
    }

    /** RFC 6120 §6.4.5. */
    @Test
    void afterTheFifthFailureTheStreamIsClosed() throws Exception {
        Element wrong = auth("PLAIN", base64("\0juliet\0wrong"));
        for (int i = 0; i < 4; i++) {
            fails(wrong, "not-authorized");
        }
        assertThatThrownBy(() -> feature.negotiate(wrong, stream))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("policy-violation");
        assertThat(stream.take().child(NS, "not-authorized")).isPresent();
        // another stream has its own count
        TestNegotiation other = new TestNegotiation().secured(Optional.empty());
        assertThat(feature.negotiate(wrong, other)).isEqualTo(Next.CONTINUE);
    }

    @Test
    void whoIsLoggedInCannotLogInAgain() {
        stream.authenticated(JULIET);
        assertThatThrownBy(() -> feature.negotiate(auth("PLAIN", ""), stream))
                .hasMessageContaining("policy-violation");
    }

    @Test
    void anythingButAnAnswerEndsTheStream() {
        stream.says("<iq xmlns='jabber:client' type='get' id='1'/>");
        assertThatThrownBy(() -> feature.negotiate(auth("PLAIN", ""), stream))
                .hasMessageContaining("not-authorized");
    }

    @Test
    void aStoreThatIsAwayIsATemporaryFailure() throws Exception {
        laboratory.mechanisms().bindMechanism(new Broken());
        fails(auth("BROKEN", "="), "temporary-auth-failure");
    }

    @Test
    void guessingIsSlowedDown() throws Exception {
        SaslFeature strict = new Laboratory(Map.of("guessesPerAddress", 2)).feature();
        for (int i = 0; i < 2; i++) {
            strict.negotiate(auth("PLAIN", base64("\0juliet\0wrong")), stream);
            assertThat(stream.take().child(NS, "not-authorized")).isPresent();
        }
        strict.negotiate(auth("PLAIN", base64("\0juliet\0secret")), stream);
        assertThat(stream.take().child(NS, "temporary-auth-failure")).isPresent();
        TestNegotiation elsewhere =
                new TestNegotiation().from("192.0.2.9").secured(Optional.empty());
        assertThat(strict.negotiate(auth("PLAIN", base64("\0juliet\0secret")), elsewhere))
                .isEqualTo(Next.RESTART);
    }

    /** A mechanism whose store is away. */
    private static final class Broken implements SaslMechanism {

        @Override
        public String name() {
            return "BROKEN";
        }

        @Override
        public int strength() {
            return 0;
        }

        @Override
        public boolean offered(SaslStream stream) {
            return true;
        }

        @Override
        public SaslExchange start(SaslStream stream) {
            throw new StorageException("the store is away", new IllegalStateException("test"));
        }
    }
}
