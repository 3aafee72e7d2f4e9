package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.bus.Context;
import io.stoa.bus.DiscoProvider;
import io.stoa.bus.DomainService;
import io.stoa.bus.Domains;
import io.stoa.bus.Target;
import io.stoa.gateway.Network;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The domains of the gateways, {@code irc.stoa.example} for each domain of ours and each network
 * that is plugged in. Thread-safe.
 */
@Component(
        service = {
            Gateways.class,
            DomainService.class,
            DiscoProvider.class,
            AccountListener.class,
            SessionListener.class
        })
public final class Gateways
        implements DomainService, DiscoProvider, AccountListener, SessionListener {

    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final Exchange exchange;
    private final Desk desk;
    private final Domains ours;
    private final Sessions sessions;
    private final List<Network> networks = new CopyOnWriteArrayList<>();
    private final Map<Place, Wire> wires = new ConcurrentHashMap<>();

    /** Takes what the gateways share. */
    @Activate
    public Gateways(
            @Reference(policyOption = GREEDY) Exchange exchange,
            @Reference(policyOption = GREEDY) Desk desk,
            @Reference(policyOption = GREEDY) Domains ours,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this.exchange = exchange;
        this.desk = desk;
        this.ours = ours;
        this.sessions = sessions;
    }

    /** Takes a network; who is online and has registered is logged in again. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindNetwork(Network network) {
        networks.add(network);
        for (Session session : sessions.all()) {
            FullJid address = session.address();
            String domain = network.label() + "." + address.bare().domain();
            session.presence()
                    .filter(it -> registered(address.bare(), domain))
                    .ifPresent(it -> logIn(network, address, domain, it));
        }
    }

    /** A client is there already, and has not asked: what it is told is told apart. */
    private void logIn(Network network, FullJid client, String domain, Presence presence) {
        BareJid gateway = BareJid.ofDomain(domain);
        try {
            wire(network, new Place(client.bare(), gateway)).here(client, presence);
        } catch (StanzaException full) {
            exchange.tell(presence.withFrom(client).withTo(gateway).toError(full.error()));
        }
    }

    private boolean registered(BareJid account, String domain) {
        return exchange.registrations().find(account, domain).isPresent();
    }

    /** Ends the sessions of a network that leaves. */
    public void unbindNetwork(Network network) {
        networks.remove(network);
        wires.entrySet()
                .removeIf(
                        it -> {
                            boolean its = it.getKey().domain().startsWith(network.label() + ".");
                            if (its) {
                                it.getValue().end();
                            }
                            return its;
                        });
    }

    /** Ends all sessions. */
    @Deactivate
    public void stop() {
        wires.values().forEach(Wire::end);
        wires.clear();
    }

    List<Network> networks() {
        return List.copyOf(networks);
    }

    long count(Network network, Wire.State state) {
        return of(network).filter(it -> it.state() == state).count();
    }

    private Stream<Wire> of(Network network) {
        return wires.entrySet().stream()
                .filter(it -> it.getKey().domain().startsWith(network.label() + "."))
                .map(Map.Entry::getValue);
    }

    private Optional<Network> network(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 || !ours.serves(domain.substring(dot + 1))
                ? Optional.empty()
                : networks.stream()
                        .filter(it -> it.label().equals(domain.substring(0, dot)))
                        .findFirst();
    }

    private Wire wire(Network network, Place place) {
        if (!wires.containsKey(place) && of(network).count() >= exchange.sessions()) {
            exchange.usage(network).count(Usage.Event.TOO_MANY_SESSIONS);
            throw new StanzaException(
                    StanzaError.of(
                            ErrorType.WAIT,
                            Condition.RESOURCE_CONSTRAINT,
                            "too many are logged in to " + network.title()));
        }
        return wires.computeIfAbsent(place, absent -> new Wire(exchange, network, place));
    }

    private Optional<Wire> wire(BareJid account, String domain) {
        return Optional.ofNullable(wires.get(new Place(account, BareJid.ofDomain(domain))));
    }

    // ── what the bus and discovery ask ──

    /** None: they come and go with the networks. */
    @Override
    public Set<String> domains() {
        return Set.of();
    }

    @Override
    public boolean owns(String domain) {
        return network(domain).isPresent();
    }

    @Override
    public List<Element> items(Query query) {
        String domain = query.entity().domain();
        if (query.target() != Target.SERVER || !query.node().isEmpty()) {
            return List.of();
        }
        return networks.stream()
                .map(
                        it ->
                                Element.of(ITEMS, "item")
                                        .with("jid", it.label() + "." + domain)
                                        .with("name", it.title()))
                .toList();
    }

    @Override
    public void receive(Stanza stanza, Context context) {
        BareJid to = context.self();
        Network network =
                network(to.domain())
                        .orElseThrow(() -> new StanzaException(Condition.REMOTE_SERVER_NOT_FOUND));
        BareJid account = stanza.from().orElseThrow().bare();
        if (!to.domain().equals(network.label() + "." + account.domain())) {
            // whose account is elsewhere, and whose at another domain of ours
            throw new StanzaException(Condition.NOT_ALLOWED);
        }
        BareJid gateway = BareJid.ofDomain(to.domain());
        switch (stanza) {
            case IqRequest request ->
                    request(request, to, network, new Place(account, gateway), context);
            case Message message -> message(message, account, to);
            case Presence presence -> presence(presence, to, network, context);
            default -> {}
        }
    }

    /** What the network says comes after the answer to who has registered (XEP-0100 §4.1.1). */
    private void request(
            IqRequest request, BareJid to, Network network, Place place, Context context) {
        Registered registration = Registered.of(this, exchange, network, place);
        IqResponse answer = desk.answer(request, to, network, registration);
        if (registration.changed().get()) {
            exchange.tell(answer);
            renew(place);
        } else {
            context.send(answer);
        }
    }

    /** After a registration has changed: whoever is there is logged in anew. */
    private void renew(Place place) {
        network(place.domain())
                .filter(it -> registered(place.account(), place.domain()))
                .ifPresent(
                        network -> {
                            Optional.ofNullable(wires.get(place)).ifPresent(Wire::renew);
                            for (Session session : sessions.of(place.account())) {
                                session.presence()
                                        .ifPresent(
                                                it ->
                                                        logIn(
                                                                network,
                                                                session.address(),
                                                                place.domain(),
                                                                it));
                            }
                        });
    }

    /** Before a registration is removed: the session ends, and tells nothing more. */
    void end(Place place) {
        Optional.ofNullable(wires.remove(place)).ifPresent(Wire::end);
    }

    private void message(Message message, BareJid account, BareJid to) {
        if (message.isError()) {
            return;
        }
        Receipts.received(message)
                .ifPresent(id -> wire(account, to.domain()).ifPresent(it -> it.received(to, id)));
        if (message.body().isEmpty()) {
            return;
        }
        if (to.local().isEmpty()) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE);
        }
        wire(account, to.domain())
                .orElseThrow(() -> notThere(account, to.domain()))
                .say(to, message);
    }

    private StanzaException notThere(BareJid account, String domain) {
        return new StanzaException(
                registered(account, domain)
                        ? Condition.REMOTE_SERVER_TIMEOUT
                        : Condition.REGISTRATION_REQUIRED);
    }

    private void presence(Presence presence, BareJid to, Network network, Context context) {
        BareJid account = presence.from().orElseThrow().bare();
        switch (presence.type()) {
            case AVAILABLE -> {
                if (presence.from().orElse(account) instanceof FullJid from
                        && to.local().isEmpty()
                        && registered(account, to.domain())) {
                    wire(network, new Place(account, to)).here(from, presence);
                }
            }
            case UNAVAILABLE -> {
                if (presence.from().orElse(account) instanceof FullJid from
                        && to.local().isEmpty()) {
                    wire(account, to.domain()).ifPresent(it -> gone(it, from));
                }
            }
            // §4.2.1: whoever asks to see a contact of the other network, sees it
            case SUBSCRIBE -> {
                context.send(Presence.of(PresenceType.SUBSCRIBED).withFrom(to).withTo(account));
                context.send(known(account, to));
            }
            case PROBE -> context.send(known(account, to));
            default -> {}
        }
    }

    /** In the gateway's lane, as all who come and go: nobody uses a wire that is forgotten. */
    private void gone(Wire wire, FullJid resource) {
        wire.gone(resource);
        if (wire.idle()) {
            wires.remove(wire.place(), wire);
            wire.end();
        }
    }

    private Presence known(BareJid account, BareJid contact) {
        return wire(account, contact.domain())
                .map(it -> it.presence(contact))
                .orElseGet(() -> Exchange.unavailable(contact, account));
    }

    /** Whoever has begun to fill something in does not go on with it. */
    @Override
    public void on(SessionEvent event) {
        if (event instanceof SessionEvent.Closed) {
            desk.leave(event.session().address());
        }
    }

    /** An account that is erased leaves no session behind; its registrations go with its data. */
    @Override
    public void removing(BareJid account) {
        wires.entrySet()
                .removeIf(
                        it -> {
                            boolean its = it.getKey().account().equals(account);
                            if (its) {
                                it.getValue().end();
                            }
                            return its;
                        });
    }
}
