package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Forwarded;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;
import io.stoa.xml.Node;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;

/**
 * Sends messages for accounts and for the server (XEP-0356 §5). A message for an account goes the
 * way of one that a client of the account has sent: it is guarded, archived and copied, so that
 * what somebody writes on the other network is part of the conversation here. Thread-safe; may
 * block.
 */
@Component(service = SpokenFor.class)
public final class SpokenFor {

    private static final String COMPONENT = "jabber:component:accept";

    private final Place place;
    private final StanzaBus bus;

    /** Takes whose messages there may be, and the bus. */
    @Activate
    public SpokenFor(
            @Reference(policyOption = GREEDY) Place place,
            @Reference(policyOption = GREEDY) StanzaBus bus) {
        this.place = place;
        this.bus = bus;
    }

    /**
     * Sends the message that is forwarded.
     *
     * @throws StanzaException with {@code forbidden} when it is not granted or not an account's
     */
    void speak(Message message, Grant grant) {
        if (!grant.outgoing()) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        Message spoken = forwarded(message);
        if (spoken.to().isEmpty()) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        boolean server =
                spoken.from()
                        .filter(BareJid.class::isInstance)
                        .filter(it -> it.local().isEmpty() && place.domains().serves(it.domain()))
                        .isPresent();
        if (server) {
            bus.send(spoken);
        } else {
            bus.submit(spoken.withFrom(place.account(spoken.from().map(Jid.class::cast))));
        }
    }

    private static Message forwarded(Message message) {
        List<Element> found =
                message.payloads().stream()
                        .filter(it -> it.is(Grant.NAMESPACE, "privilege"))
                        .flatMap(it -> it.elements(Forwarded.NAMESPACE, "forwarded"))
                        .flatMap(Element::elements)
                        .map(SpokenFor::inside)
                        .filter(it -> it.is(Stanza.CLIENT, "message"))
                        .toList();
        if (found.size() != 1 || !(Stanza.from(found.getFirst()) instanceof Message only)) {
            throw new StanzaException(Condition.BAD_REQUEST);
        }
        return only;
    }

    /** COMPAT(slixmpp, 2030): it forwards in the namespace of its own stream. */
    private static Element inside(Element element) {
        if (!element.namespace().equals(COMPONENT)) {
            return element;
        }
        List<Node> children =
                element.children().stream()
                        .map(child -> child instanceof Element inner ? inside(inner) : child)
                        .toList();
        return Element.of(Stanza.CLIENT, element.local(), element.attributes(), children);
    }
}
