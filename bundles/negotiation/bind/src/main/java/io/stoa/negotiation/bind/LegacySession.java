package io.stoa.negotiation.bind;

import io.stoa.bus.Context;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Target;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Optional;
import java.util.Set;

import javax.xml.namespace.QName;

/**
 * Advertises the session request of RFC 3921 §3 as optional, which tells newer clients to leave it
 * out (RFC 6121 appendix E), and answers older ones. It does nothing: a bound resource has a
 * session.
 *
 * <pre>{@code
 * S: <session xmlns='urn:ietf:params:xml:ns:xmpp-session'><optional/></session>
 * C: <iq id='s1' type='set'><session xmlns='urn:ietf:params:xml:ns:xmpp-session'/></iq>
 * S: <iq id='s1' type='result'/>
 * }</pre>
 */
@Component(
        service = {StreamFeature.class, IqHandler.class},
        property = "service.ranking:Integer=490")
@NonBlocking
@HandlesIq(
        namespace = LegacySession.NAMESPACE,
        target = {Target.SERVER, Target.ACCOUNT})
public final class LegacySession implements StreamFeature, IqHandler {

    static final String NAMESPACE = "urn:ietf:params:xml:ns:xmpp-session";

    private static final Element ADVERTISED =
            Element.of(NAMESPACE, "session", Element.of(NAMESPACE, "optional"));

    /** Makes the feature. */
    @Activate
    public LegacySession() {}

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

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        return switch (request) {
            case IqSet set -> set.result();
            case IqGet get -> get.error(Condition.BAD_REQUEST);
        };
    }
}
