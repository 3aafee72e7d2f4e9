package io.stoa.negotiation.starttls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature.Next;
import io.stoa.stream.TlsContexts;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestNegotiation;
import io.stoa.xml.Element;
import io.stoa.xml.Xml;

import org.junit.jupiter.api.Test;

import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.SSLContext;

final class StartTlsFeatureTest {

    private static final String TLS = "xmlns='urn:ietf:params:xml:ns:xmpp-tls'";
    private static final Element STARTTLS = Xml.parse("<starttls " + TLS + "/>");

    private final SSLContext context = context();
    private final TestNegotiation stream = new TestNegotiation();

    private static SSLContext context() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private StartTlsFeature feature(boolean required) {
        TlsContexts contexts =
                domain -> Optional.of(context).filter(it -> domain.equals("stoa.example"));
        return new StartTlsFeature(
                contexts, Configs.of(StartTlsFeature.Config.class, Map.of("required", required)));
    }

    /** RFC 6120 §5.3.1. */
    @Test
    void itIsAdvertisedAsRequired() {
        assertThat(feature(true).advertise(stream))
                .contains(Xml.parse("<starttls " + TLS + "><required/></starttls>"));
    }

    @Test
    void itIsAdvertisedAsOptionalWhereConfigured() {
        assertThat(feature(false).advertise(stream)).contains(STARTTLS);
    }

    @Test
    void itIsNotAdvertisedOnASecuredStream() {
        assertThat(feature(true).advertise(stream.secured(Optional.empty()))).isEmpty();
    }

    @Test
    void itIsNotAdvertisedAfterAuthentication() {
        stream.authenticated(BareJid.parse("juliet@stoa.example"));
        assertThat(feature(true).advertise(stream)).isEmpty();
    }

    @Test
    void itIsNotAdvertisedWithoutACertificate() {
        StartTlsFeature bare =
                new StartTlsFeature(
                        domain -> Optional.empty(), Configs.defaults(StartTlsFeature.Config.class));
        assertThat(bare.advertise(stream)).isEmpty();
    }

    /** RFC 6120 §5.4.2.3, §5.4.3.3. */
    @Test
    void theServerProceedsAndTheStreamBeginsAnew() {
        assertThat(feature(true).negotiate(STARTTLS, stream)).isEqualTo(Next.RESTART);
        assertThat(stream.written()).containsExactly(Xml.parse("<proceed " + TLS + "/>"));
        assertThat(stream.started()).containsSame(context);
    }

    /** RFC 6120 §5.4.2.2. */
    @Test
    void aSecondTimeItFailsAndTheStreamIsClosed() {
        stream.secured(Optional.empty());
        assertThatThrownBy(() -> feature(true).negotiate(STARTTLS, stream))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("policy-violation");
        assertThat(stream.written()).containsExactly(Xml.parse("<failure " + TLS + "/>"));
        assertThat(stream.started()).isEmpty();
    }

    @Test
    void itAnswersStarttlsOnly() {
        assertThat(feature(true).elements()).containsExactly(STARTTLS.name());
    }
}
