package io.stoa.negotiation.starttls;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.stanza.StreamCondition;
import io.stoa.stream.Entry;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.stream.TlsContexts;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.Optional;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.xml.namespace.QName;

/**
 * Negotiates STARTTLS (RFC 6120 §5.4).
 *
 * <pre>{@code
 * S: <stream:features>
 *      <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>
 *    </stream:features>
 * C: <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>
 * S: <proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>
 * }</pre>
 */
@Component(
        configurationPid = "io.stoa.negotiation.starttls",
        property = "service.ranking:Integer=1000")
@Designate(ocd = StartTlsFeature.Config.class)
public final class StartTlsFeature implements StreamFeature {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "STARTTLS",
            description = "How streams are secured (RFC 6120 §5).")
    public @interface Config {

        /** Whether TLS is mandatory. */
        @AttributeDefinition(
                description = "Whether clients are told that TLS is mandatory (RFC 6120 §5.3.1).")
        boolean required() default true;
    }

    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-tls";

    private static final Element PROCEED = Element.of(NAMESPACE, "proceed");
    private static final Element FAILURE = Element.of(NAMESPACE, "failure");

    private final TlsContexts contexts;
    private final Element advertised;

    /** Takes the certificates. */
    @Activate
    public StartTlsFeature(@Reference(policyOption = GREEDY) TlsContexts contexts, Config config) {
        this.contexts = contexts;
        Element starttls = Element.of(NAMESPACE, "starttls");
        this.advertised =
                config.required() ? starttls.with(Element.of(NAMESPACE, "required")) : starttls;
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        return context(negotiation).map(context -> advertised);
    }

    /** The context for a stream on which TLS can be negotiated at this point. */
    private Optional<SSLContext> context(Negotiation negotiation) {
        boolean possible =
                // RFC 7395 §3.8: over WebSocket TLS is the transport's affair
                negotiation.entry() != Entry.WEBSOCKET
                        && !negotiation.secured()
                        && negotiation.account().isEmpty();
        return possible ? contexts.of(negotiation.domain()) : Optional.empty();
    }

    @Override
    public Set<QName> elements() {
        return Set.of(new QName(NAMESPACE, "starttls"));
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) {
        Optional<SSLContext> context = context(negotiation);
        if (context.isEmpty()) {
            negotiation.write(FAILURE);
            // §5.4.2.2: the stream is closed
            throw new StreamException(StreamCondition.POLICY_VIOLATION, "STARTTLS was not offered");
        }
        negotiation.secure(context.get(), PROCEED);
        return Next.RESTART;
    }
}
