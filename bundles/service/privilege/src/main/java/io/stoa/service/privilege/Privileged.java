package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Domains;
import io.stoa.bus.StanzaBus;
import io.stoa.component.ComponentExtension;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes from components what only a privileged one may send, and tells them what they may
 * (XEP-0356). Only the component itself has privileges, not everybody at its domain: of what a
 * gateway passes on from others nothing is ever taken for its own word. Thread-safe.
 *
 * <pre>{@code
 * S: <message from='stoa.example' to='pubsub.stoa.example'>
 *      <privilege xmlns='urn:xmpp:privilege:2'>
 *        <perm access='roster' type='both' push='true'/>
 *        <perm access='message' type='outgoing'/>
 *      </privilege>
 *    </message>
 * }</pre>
 */
@Component(service = {Privileged.class, ComponentExtension.class})
public final class Privileged implements ComponentExtension {

    private static final String ROSTER = "jabber:iq:roster";

    private final Grants grants;
    private final SpokenFor messages;
    private final AskedFor requests;
    private final StanzaBus bus;
    private final Domains domains;
    private final Sessions sessions;
    private final Set<BareJid> connected = ConcurrentHashMap.newKeySet();

    /** Takes what is granted, and who carries it out. */
    @Activate
    public Privileged(
            @Reference(policyOption = GREEDY) Grants grants,
            @Reference(policyOption = GREEDY) SpokenFor messages,
            @Reference(policyOption = GREEDY) AskedFor requests,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Place place) {
        this.grants = grants;
        this.messages = messages;
        this.requests = requests;
        this.bus = bus;
        this.domains = place.domains();
        this.sessions = place.sessions();
    }

    @Override
    public void connected(BareJid component) {
        connected.add(component);
        if (!grants.of(component).nothing()) {
            changed(component);
        }
    }

    @Override
    public void disconnected(BareJid component) {
        connected.remove(component);
    }

    /** Whoever has the name next must not find what was granted to another. */
    @Override
    public void removed(BareJid component) {
        String under = "." + component.domain();
        grants.with(grant -> true).stream()
                .filter(it -> it.equals(component) || it.domain().endsWith(under))
                .forEach(it -> grants.put(it, Grant.NOTHING));
    }

    /** Tells whether a component is connected. */
    boolean connectedNow(BareJid component) {
        return connected.contains(component);
    }

    /** Tells a component what it may do from now on (§4.2), and whose presence it sees (§8). */
    void changed(BareJid component) {
        if (!connected.contains(component)) {
            return;
        }
        Grant grant = grants.of(component);
        for (String domain : domains.all()) {
            bus.send(
                    Message.of(MessageType.NORMAL, List.of(grant.toElement()))
                            .withFrom(BareJid.ofDomain(domain))
                            .withTo(component));
        }
        if (grant.presence() != Grant.Presences.NONE) {
            for (Session session : sessions.all()) {
                session.presence()
                        .ifPresent(
                                it -> bus.send(it.withFrom(session.address()).withTo(component)));
            }
        }
    }

    @Override
    public boolean take(Stanza stanza, BareJid component) {
        boolean own = stanza.from().filter(component::equals).isPresent();
        Jid to = stanza.to().orElse(component);
        if (!domains.serves(to.domain())) {
            return false;
        }
        return switch (stanza) {
            case Message message -> message(message, component, own);
            case IqRequest request -> request(request, component, own);
            default -> false;
        };
    }

    private boolean message(Message message, BareJid component, boolean own) {
        boolean forServer = message.to().filter(it -> it.local().isEmpty()).isPresent();
        if (!forServer || message.payload(Grant.NAMESPACE, "privilege").isEmpty()) {
            return false;
        }
        try {
            if (!own) {
                throw new StanzaException(Condition.FORBIDDEN);
            }
            messages.speak(message, grants.of(component));
        } catch (StanzaException refused) {
            if (!message.isError()) {
                bus.send(message.toError(refused.error()));
            }
        }
        return true;
    }

    private boolean request(IqRequest request, BareJid component, boolean own) {
        boolean wrapped = request.payload().is(Grant.NAMESPACE, "privileged_iq");
        boolean roster = request.payload().namespace().equals(ROSTER);
        boolean forAccount = request.to().filter(it -> !it.local().isEmpty()).isPresent();
        if (!wrapped && !(roster && forAccount)) {
            return false;
        }
        try {
            if (!own) {
                throw new StanzaException(Condition.FORBIDDEN);
            }
            if (wrapped) {
                requests.wrapped(request, grants.of(component), component);
            } else {
                requests.roster(request, grants.of(component), component);
            }
        } catch (StanzaException refused) {
            bus.send(request.error(refused.error()));
        }
        return true;
    }
}
