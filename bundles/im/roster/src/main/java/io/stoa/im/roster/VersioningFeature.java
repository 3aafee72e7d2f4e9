package io.stoa.im.roster;

import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Says that rosters are versioned (RFC 6121 §2.6.1). There is nothing to negotiate.
 *
 * <pre>{@code
 * S: <stream:features><ver xmlns='urn:xmpp:features:rosterver'/></stream:features>
 * }</pre>
 */
@Component
public final class VersioningFeature implements StreamFeature {

    private static final Element ADVERTISED = Element.of("urn:xmpp:features:rosterver", "ver");

    /** Makes the feature. */
    @Activate
    public VersioningFeature() {}

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        return negotiation.account().map(account -> ADVERTISED);
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
