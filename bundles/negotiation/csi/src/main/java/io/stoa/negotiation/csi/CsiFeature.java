package io.stoa.negotiation.csi;

import io.stoa.bus.NonBlocking;
import io.stoa.session.DeliveryFilter;
import io.stoa.session.DeliveryStage;
import io.stoa.session.Filters;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamCondition;
import io.stoa.stream.Negotiation;
import io.stoa.stream.StreamException;
import io.stoa.stream.StreamFeature;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.xml.namespace.QName;

/**
 * Learns from clients whether anybody looks at them, and holds back what can wait while nobody does
 * (XEP-0352): presence, of which each sender's latest is kept, chat states and events. Whatever
 * cannot wait takes everything held with it, in order. Thread-safe.
 *
 * <pre>{@code
 * C: <inactive xmlns='urn:xmpp:csi:0'/>
 *    (contacts come and go)
 * C: <active xmlns='urn:xmpp:csi:0'/>
 * S: <presence from='romeo@example.net/orchard'>…</presence>
 * }</pre>
 */
@Component(
        configurationPid = "io.stoa.negotiation.csi",
        service = {StreamFeature.class, DeliveryFilter.class, SessionListener.class},
        property = "service.ranking:Integer=300")
@Designate(ocd = CsiFeature.Config.class)
@NonBlocking
@Filters(delivery_stage = DeliveryStage.HOLD)
public final class CsiFeature implements StreamFeature, DeliveryFilter, SessionListener {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Client state",
            description = "What inactive clients are spared (XEP-0352 §3.2).")
    public @interface Config {

        /** Whether presence waits. */
        @AttributeDefinition(
                description =
                        "Whether presence waits while a client is inactive; each sender's latest is"
                                + " sent in the end.")
        boolean presence() default true;

        /** Whether chat states wait. */
        @AttributeDefinition(
                description =
                        "Whether chat states without a message wait, their copies among them"
                                + " (XEP-0085, XEP-0280).")
        boolean chatStates() default true;

        /** Whether events wait. */
        @AttributeDefinition(
                description = "Whether events of contacts wait, such as a new avatar (XEP-0163).")
        boolean events() default true;

        /** How much waits. */
        @AttributeDefinition(
                description = "How many stanzas wait for one client at most; one more sends all.")
        int held() default 500;
    }

    static final String NAMESPACE = "urn:xmpp:csi:0";

    private static final Element ADVERTISED = Element.of(NAMESPACE, "csi");

    private final Map<Session, Held> inactive = new ConcurrentHashMap<>();
    private final Importance importance;
    private final int limit;

    /** Takes the configuration. */
    @Activate
    public CsiFeature(Config config) {
        this.importance = new Importance(config.presence(), config.chatStates(), config.events());
        this.limit = config.held();
    }

    // ── the protocol ──

    @Override
    public Optional<Element> advertise(Negotiation negotiation) {
        return negotiation.account().map(account -> ADVERTISED);
    }

    @Override
    public Set<QName> elements() {
        return Set.of(new QName(NAMESPACE, "active"), new QName(NAMESPACE, "inactive"));
    }

    @Override
    public Next negotiate(Element element, Negotiation negotiation) {
        Session session =
                negotiation
                        .session()
                        .orElseThrow(
                                () ->
                                        new StreamException(
                                                StreamCondition.NOT_AUTHORIZED,
                                                "bind a resource first"));
        if (element.local().equals("inactive")) {
            inactive.putIfAbsent(session, new Held());
        } else {
            // §5.1: before anything that the client sends next
            session.flush();
        }
        return Next.CONTINUE;
    }

    // ── on the way to the client; under the session's lock ──

    @Override
    public void deliver(Stanza stanza, Session session, Consumer<Stanza> onward) {
        Held held = inactive.get(session);
        if (held == null) {
            onward.accept(stanza);
            return;
        }
        Optional<Object> key = importance.unimportant(stanza, session);
        if (key.isPresent() && held.size() < limit) {
            held.hold(key.get(), stanza);
        } else {
            held.release(onward);
            onward.accept(stanza);
        }
    }

    /** The client is active again, or this feature leaves. */
    @Override
    public void flush(Session session, Consumer<Stanza> onward) {
        Held held = inactive.remove(session);
        if (held != null) {
            held.release(onward);
        }
    }

    @Override
    public List<Stanza> held(Session session) {
        Held held = inactive.get(session);
        return held == null ? List.of() : held.stanzas();
    }

    @Override
    public void on(SessionEvent event) {
        switch (event) {
            // §5.2: whoever resumes begins active; and what waits belongs to what is kept
            case SessionEvent.Detached(Session session) -> session.flush();
            case SessionEvent.Closed(Session session) -> inactive.remove(session);
            case SessionEvent.Bound bound -> {}
            case SessionEvent.Resumed resumed -> {}
            case SessionEvent.Available available -> {}
            case SessionEvent.Unavailable unavailable -> {}
        }
    }
}
