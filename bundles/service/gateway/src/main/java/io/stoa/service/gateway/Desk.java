package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.gateway.Network;
import io.stoa.gateway.RegistrationDesk;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers what is asked of a gateway itself: what it is (XEP-0030), registration (XEP-0100
 * §4.1–4.3, XEP-0077, XEP-0050), and how a contact is addressed (XEP-0100 §6.3). Thread-safe; may
 * block.
 */
@Component(service = Desk.class)
public final class Desk {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";
    private static final String GATEWAY = "jabber:iq:gateway";

    private final Exchange exchange;
    private final RegistrationDesk registrations;

    /** Takes what the gateways share. */
    @Activate
    public Desk(
            @Reference(policyOption = GREEDY) Exchange exchange,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.exchange = exchange;
        this.registrations = new RegistrationDesk(schedule);
    }

    /** Ends what somebody has begun to fill in. */
    @Deactivate
    public void stop() {
        registrations.close();
    }

    /** Ends what a client has begun to fill in. */
    void leave(Jid client) {
        registrations.leave(client);
    }

    /**
     * Answers a request.
     *
     * @param registration the registration of who asks
     */
    IqResponse answer(IqRequest request, BareJid to, Network network, Registered registration) {
        String namespace = request.payload().namespace();
        if (!to.local().isEmpty()) {
            return namespace.equals(INFO) && request instanceof IqGet
                    ? person(request, network)
                    : none(request);
        }
        return registrations
                .answer(request, registration)
                .orElseGet(
                        () ->
                                switch (namespace) {
                                    case INFO, ITEMS -> discovery(request, network);
                                    case GATEWAY -> prompt(request, to, network);
                                    default -> none(request);
                                });
    }

    private static IqResponse none(IqRequest request) {
        return request.error(Condition.SERVICE_UNAVAILABLE);
    }

    private IqResponse discovery(IqRequest request, Network network) {
        if (!(request instanceof IqGet)) {
            return request.error(Condition.BAD_REQUEST);
        }
        if (!request.payload().attribute("node").isEmpty()) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        return request.payload().namespace().equals(ITEMS)
                ? request.result(Element.of(ITEMS, "query"))
                : gateway(request, network);
    }

    private IqResponse gateway(IqRequest request, Network network) {
        List<Element> children = new ArrayList<>();
        children.add(
                Element.of(INFO, "identity")
                        .with("category", "gateway")
                        .with("type", network.type())
                        .with("name", network.title()));
        children.add(feature(INFO));
        children.add(feature(ITEMS));
        RegistrationDesk.FEATURES.forEach(it -> children.add(feature(it)));
        if (!network.prompt().isEmpty()) {
            children.add(feature(GATEWAY));
        }
        if (exchange.suggests()) {
            children.add(feature(Suggestions.NAMESPACE));
        }
        if (network.receipts()) {
            children.add(feature(Receipts.NAMESPACE));
        }
        return request.result(Element.of(INFO, "query", List.of(), children));
    }

    /** Somebody in the network: the same whether there is such a name or not. */
    private static IqResponse person(IqRequest request, Network network) {
        if (!request.payload().attribute("node").isEmpty()) {
            return request.error(Condition.ITEM_NOT_FOUND);
        }
        Element query =
                Element.of(
                        INFO,
                        "query",
                        Element.of(INFO, "identity")
                                .with("category", "account")
                                .with("type", "registered"),
                        feature(INFO));
        return request.result(network.receipts() ? query.with(feature(Receipts.NAMESPACE)) : query);
    }

    private static Element feature(String name) {
        return Element.of(INFO, "feature").with("var", name);
    }

    /** XEP-0100 §6.3: how to ask for a contact, and the address of the one that was named. */
    private static IqResponse prompt(IqRequest request, BareJid to, Network network) {
        if (network.prompt().isEmpty()) {
            return none(request);
        }
        if (request instanceof IqGet) {
            return request.result(
                    Element.of(
                            GATEWAY,
                            "query",
                            Element.of(GATEWAY, "desc", new Text(network.prompt())),
                            Element.of(GATEWAY, "prompt", new Text(network.prompt()))));
        }
        String name = request.payload().child(GATEWAY, "prompt").map(Element::text).orElse("");
        return Addresses.of(name, to.domain())
                .map(
                        it ->
                                request.result(
                                        Element.of(
                                                GATEWAY,
                                                "query",
                                                Element.of(
                                                        GATEWAY, "jid", new Text(it.toString())))))
                .orElseGet(() -> request.error(Condition.NOT_ACCEPTABLE));
    }
}
