package io.stoa.negotiation.sasl;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Says to what of TLS a mechanism can be bound (XEP-0440 §2). There is nothing to negotiate.
 *
 * <pre>{@code
 * S: <sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'>
 *      <channel-binding type='tls-server-end-point'/>
 *      <channel-binding type='tls-exporter'/>
 *    </sasl-channel-binding>
 * }</pre>
 */
@Component(property = "service.ranking:Integer=910")
public final class ChannelBindingFeature implements StreamFeature {

    static final String NAMESPACE = "urn:xmpp:sasl-cb:0";

    private final Mechanisms mechanisms;

    /** Takes the mechanisms. */
    @Activate
    public ChannelBindingFeature(@Reference(policyOption = GREEDY) Mechanisms mechanisms) {
        this.mechanisms = mechanisms;
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        boolean bindable =
                negotiation.account().isEmpty()
                        && mechanisms.stream(negotiation).advertised().stream()
                                .anyMatch(name -> name.endsWith("-PLUS"));
        return bindable
                ? negotiation.tls().map(ChannelBindings::types).map(this::element)
                : Optional.empty();
    }

    private Element element(List<String> types) {
        return Element.of(NAMESPACE, "sasl-channel-binding")
                .withChildren(
                        types.stream()
                                .map(
                                        type ->
                                                Element.of(NAMESPACE, "channel-binding")
                                                        .with("type", type))
                                .toList());
    }

    @Override
    public Set<QName> elements() {
        return Set.of();
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) {
        return Next.CONTINUE;
    }
}
