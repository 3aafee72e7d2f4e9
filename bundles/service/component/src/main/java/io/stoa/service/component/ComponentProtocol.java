package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.StanzaBus;
import io.stoa.component.Handshake;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StreamCondition;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.PeerStream;
import io.stoa.stream.StreamException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What components speak (XEP-0114 §3). The domain decides which secret is asked for; whether a
 * component is connected for it already, only who knows the secret learns.
 *
 * <pre>{@code
 * C: <stream:stream xmlns='jabber:component:accept'
 *        xmlns:stream='http://etherx.jabber.org/streams' to='irc.stoa.example'>
 * S: <stream:stream xmlns='jabber:component:accept'
 *        xmlns:stream='http://etherx.jabber.org/streams' from='irc.stoa.example' id='3BF96D32'>
 * C: <handshake>aaee83c26aeeafcbabeabfcbcd50df997e0a2a1e</handshake>
 * S: <handshake/>
 * }</pre>
 */
@Component(service = ComponentProtocol.class)
public final class ComponentProtocol implements PeerProtocol {

    private final Registrations registrations;
    private final ComponentDomains domains;
    private final StanzaBus bus;
    private final Extensions extensions;

    /** Takes who may come and where stanzas go. */
    @Activate
    public ComponentProtocol(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) ComponentDomains domains,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Extensions extensions) {
        this.registrations = registrations;
        this.domains = domains;
        this.bus = bus;
        this.extensions = extensions;
    }

    @Override
    public String namespace() {
        return "jabber:component:accept";
    }

    @Override
    public Conversation opened(PeerStream stream) {
        if (registrations.covering(stream.domain()).isEmpty()) {
            throw new StreamException(
                    StreamCondition.HOST_UNKNOWN, "no component of this name is expected");
        }
        return new Talk(this, stream);
    }

    /**
     * Lets a component in.
     *
     * @throws StreamException with {@code not-authorized} or {@code conflict}
     */
    Link admit(PeerStream stream, String proof) {
        boolean proved =
                registrations
                        .covering(stream.domain())
                        .filter(it -> proves(it, proof, stream))
                        .isPresent();
        if (!proved) {
            throw new StreamException(
                    StreamCondition.NOT_AUTHORIZED, "the handshake is not that of the secret");
        }
        // before it is told: it may begin at once
        stream.trusted();
        return domains.attach(stream.domain(), stream, Talk.HANDSHAKE);
    }

    private boolean proves(Registration who, String proof, PeerStream stream) {
        return Handshake.proves(proof, stream.id(), registrations.secret(who));
    }

    /** What only a privileged component may send is taken by who knows of that. */
    void carry(Stanza stanza, String domain) {
        if (!extensions.take(stanza, domain)) {
            bus.send(stanza);
        }
    }

    void left(PeerStream stream, Link link) {
        domains.detach(stream.domain(), link, stream);
        extensions.disconnected(stream.domain());
    }

    Extensions extensions() {
        return extensions;
    }
}
