package io.stoa.im.presence;

import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Says that subscriptions can be approved beforehand (RFC 6121 §3.4). There is nothing to
 * negotiate.
 *
 * <pre>{@code
 * S: <stream:features><sub xmlns='urn:xmpp:features:pre-approval'/></stream:features>
 * }</pre>
 */
@Component
public final class PreApprovalFeature implements StreamFeature {

    private static final Element ADVERTISED = Element.of("urn:xmpp:features:pre-approval", "sub");

    /** Makes the feature. */
    @Activate
    public PreApprovalFeature() {}

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
