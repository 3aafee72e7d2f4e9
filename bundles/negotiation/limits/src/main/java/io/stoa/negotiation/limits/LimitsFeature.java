package io.stoa.negotiation.limits;

import io.stoa.bus.NonBlocking;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Advertises the limit on what a client sends (XEP-0478 §3.1).
 *
 * <pre>{@code
 * S: <limits xmlns='urn:xmpp:stream-limits:0'><max-bytes>262144</max-bytes></limits>
 * }</pre>
 */
@Component(property = "service.ranking:Integer=-100")
@NonBlocking
public final class LimitsFeature implements StreamFeature {

    private static final String NAMESPACE = "urn:xmpp:stream-limits:0";

    /** Makes the feature. */
    @Activate
    public LimitsFeature() {}

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        return Optional.of(
                Element.of(
                        NAMESPACE,
                        "limits",
                        Element.of(
                                NAMESPACE,
                                "max-bytes",
                                new Text(Integer.toString(negotiation.elementBytes())))));
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
