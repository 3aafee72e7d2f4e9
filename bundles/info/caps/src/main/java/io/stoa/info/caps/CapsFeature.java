package io.stoa.info.caps;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Tells a client that has logged in what the server can do (XEP-0115 §6.3), so that one that has
 * seen the string before need not ask.
 *
 * <pre>{@code
 * S: <stream:features>
 *      <c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='https://stoa.io' ver='…'/>
 *    </stream:features>
 * }</pre>
 */
@Component
public final class CapsFeature implements StreamFeature {

    static final String NAMESPACE = "http://jabber.org/protocol/caps";

    private final ServerCaps caps;

    /** Takes who knows. */
    @Activate
    public CapsFeature(@Reference(policyOption = GREEDY) ServerCaps caps) {
        this.caps = caps;
    }

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        if (negotiation.account().isEmpty()) {
            return Optional.empty();
        }
        try {
            return caps.now(negotiation.domain()).map(ServerCaps.Caps::ver).map(this::element);
        } catch (InterruptedException ended) {
            // the stream is over; whoever reads from it next will see that
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Element element(String ver) {
        return Element.of(NAMESPACE, "c")
                .with("hash", "sha-1")
                .with("node", caps.node())
                .with("ver", ver);
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
