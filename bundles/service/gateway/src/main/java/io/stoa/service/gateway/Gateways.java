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
import io.stoa.storage.StorageException;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
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

    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);
    private static final Duration SETTLING = Duration.ofMillis(400);

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
        // it asks the storage of everybody who is there, which may take a while
        exchange.schedule().after(Duration.ZERO, () -> logIn(network));
    }

    private void logIn(Network network) {
        for (Session session : sessions.all()) {
            try {
                logIn(network, session);
            } catch (StorageException failure) {
                LOG.warn(
                        "{} is not logged in to {} before its next presence: {}",
                        session.address(),
                        network.title(),
                        failure.getMessage());
            }
        }
    }

    /** A client is there already, and has not asked: what it is told is told apart. */
    private void logIn(Network network, Session session) {
        FullJid client = session.address();
        Place place = place(client.bare(), network);
        Optional<Presence> presence = session.presence().filter(it -> registered(place));
        try {
            presence.ifPresent(it -> here(network, place, client, it));
        } catch (StanzaException full) {
            presence.ifPresent(it -> refuse(it.withFrom(client).withTo(place.gateway()), full));
        }
    }

    private void refuse(Presence presence, StanzaException why) {
        exchange.tell(presence.toError(why.error()));
    }

    private static Place place(BareJid account, Network network) {
        return new Place(account, BareJid.ofDomain(network.label() + "." + account.domain()));
    }

    private boolean registered(Place place) {
        return exchange.registrations().exists(place.account(), place.domain());
    }

    /** Ends the sessions of a network that leaves. */
    public void unbindNetwork(Network network) {
        networks.remove(network);
        settle(end(it -> it.network().equals(network)));
    }

    /** Ends all sessions. */
    @Deactivate
    public void stop() {
        networks.clear();
        settle(end(it -> true));
    }

    private List<Wire> end(Predicate<Wire> which) {
        List<Wire> ended = wires.values().stream().filter(which).toList();
        for (Wire wire : ended) {
            wires.remove(wire.place(), wire);
            wire.end();
        }
        return ended;
    }

    /** What was to be said is said before the network's code is gone; who hangs is left. */
    private static void settle(List<Wire> ended) {
        long until = System.nanoTime() + SETTLING.toNanos();
        ended.forEach(it -> it.settle(until));
    }

    List<Network> networks() {
        return List.copyOf(networks);
    }

    long count(Network network, Wire.State state) {
        return of(network).filter(it -> it.state() == state).count();
    }

    private Stream<Wire> of(Network network) {
        return wires.values().stream().filter(it -> it.network().equals(network));
    }

    private Optional<Network> network(String domain) {
        int dot = domain.indexOf('.');
        return dot < 0 || !ours.serves(domain.substring(dot + 1))
                ? Optional.empty()
                : networks.stream()
                        .filter(it -> it.label().equals(domain.substring(0, dot)))
                        .findFirst();
    }

    /** Of a network that has left meanwhile it is one that is over. */
    private Wire wire(Network network, Place place) {
        Wire wire = wires.computeIfAbsent(place, it -> new Wire(exchange, network, it));
        if (!networks.contains(network)) {
            wires.remove(place, wire);
            wire.end();
        }
        return wire;
    }

    private void here(Network network, Place place, FullJid client, Presence presence) {
        Wire wire = wire(network, place);
        if (wire.state() == Wire.State.OFFLINE && used(network) >= exchange.sessions()) {
            exchange.usage(network).count(Usage.Event.TOO_MANY_SESSIONS);
            throw new StanzaException(
                    StanzaError.of(
                            ErrorType.WAIT,
                            Condition.RESOURCE_CONSTRAINT,
                            "too many are logged in to " + network.title()));
        }
        wire.here(client, presence);
    }

    private long used(Network network) {
        return of(network).filter(it -> it.state() != Wire.State.OFFLINE).count();
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
        Optional<Wire> before = Optional.ofNullable(wires.get(place));
        IqResponse answer = desk.answer(request, to, network, registration);
        if (!registration.changed().get()) {
            context.send(answer);
        } else if (registered(place)) {
            wire(network, place).tell(answer);
            renew(network, place);
        } else {
            before.ifPresentOrElse(it -> it.tell(answer), () -> context.send(answer));
        }
    }

    /** After a registration has changed: whoever is there is logged in anew. */
    private void renew(Network network, Place place) {
        wire(network, place).renew();
        sessions.of(place.account()).forEach(it -> logIn(network, it));
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
                .ifPresent(
                        id ->
                                wire(account, to.domain())
                                        .ifPresent(it -> it.speech().received(to, id)));
        if (message.body().isEmpty()) {
            return;
        }
        if (to.local().isEmpty()) {
            throw new StanzaException(Condition.SERVICE_UNAVAILABLE);
        }
        wire(account, to.domain())
                .orElseThrow(() -> notThere(account, to.domain()))
                .speech()
                .say(to, message);
    }

    private StanzaException notThere(BareJid account, String domain) {
        return new StanzaException(
                registered(new Place(account, BareJid.ofDomain(domain)))
                        ? Condition.REMOTE_SERVER_TIMEOUT
                        : Condition.REGISTRATION_REQUIRED);
    }

    private void presence(Presence presence, BareJid to, Network network, Context context) {
        BareJid account = presence.from().orElseThrow().bare();
        switch (presence.type()) {
            case AVAILABLE -> {
                if (presence.from().orElse(account) instanceof FullJid from
                        && to.local().isEmpty()
                        && registered(new Place(account, to))) {
                    here(network, new Place(account, to), from, presence);
                }
            }
            case UNAVAILABLE -> {
                if (presence.from().orElse(account) instanceof FullJid from
                        && to.local().isEmpty()) {
                    wire(account, to.domain()).ifPresent(it -> it.gone(from));
                }
            }
            case SUBSCRIBE -> subscribe(place(account, network), network, to, context);
            case PROBE -> tell(account, to, context);
            case UNSUBSCRIBE -> contact(account, to).ifPresent(it -> it.speech().remove(to));
            case SUBSCRIBED -> contact(account, to).ifPresent(it -> it.speech().answer(to, true));
            case UNSUBSCRIBED ->
                    contact(account, to).ifPresent(it -> it.speech().answer(to, false));
            default -> {}
        }
    }

    /** The session of which somebody is a contact; the gateway itself is none. */
    private Optional<Wire> contact(BareJid account, BareJid to) {
        return to.local().isEmpty() ? Optional.empty() : wire(account, to.domain());
    }

    /**
     * XEP-0100 §4.6: whoever asks to see a contact of the other network, sees it, unless the
     * network is there and refuses. Who has registered and asks to see the gateway, is seen by it,
     * too.
     */
    private void subscribe(Place place, Network network, BareJid to, Context context) {
        Optional<Wire> wire = contact(place.account(), to);
        if (wire.isPresent()) {
            wire.get().speech().add(to);
            return;
        }
        Presence subscribed = Presence.of(PresenceType.SUBSCRIBED).withFrom(to);
        context.send(subscribed.withTo(place.account()));
        if (to.local().isEmpty() && registered(place)) {
            exchange.list(place, network.title());
            sessions.of(place.account()).forEach(it -> logIn(network, it));
        }
        tell(place.account(), to, context);
    }

    /** Tells how somebody is, after whatever the account was told of that. */
    private void tell(BareJid account, BareJid contact, Context context) {
        wire(account, contact.domain())
                .ifPresentOrElse(
                        it -> it.tellPresence(contact),
                        () -> context.send(Exchange.unavailable(contact, account)));
    }

    /** A client that has gone, and may not have said so, is there no more. */
    @Override
    public void on(SessionEvent event) {
        if (event instanceof SessionEvent.Closed) {
            FullJid client = event.session().address();
            desk.leave(client);
            networks.stream()
                    .map(it -> wires.get(place(client.bare(), it)))
                    .filter(Objects::nonNull)
                    .forEach(it -> it.gone(client));
        }
    }

    /** An account that is erased leaves no session behind; its registrations go with its data. */
    @Override
    public void removing(BareJid account) {
        end(it -> it.place().account().equals(account));
    }
}
