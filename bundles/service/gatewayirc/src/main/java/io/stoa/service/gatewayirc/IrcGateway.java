package io.stoa.service.gatewayirc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.DiscoProvider;
import io.stoa.bus.DomainService;
import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.service.gatewayirc.room.Faces;
import io.stoa.service.gatewayirc.wire.Link;
import io.stoa.service.gatewayirc.wire.NetworkSpec;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The domains of IRC, {@code irc.stoa.example} for each domain of ours, when networks are
 * configured. Thread-safe.
 */
@Component(
        service = {
            IrcGateway.class,
            DomainService.class,
            DiscoProvider.class,
            SessionListener.class
        },
        configurationPid = "io.stoa.service.gatewayirc")
@Designate(ocd = IrcGateway.Config.class)
public final class IrcGateway
        implements DomainService, DiscoProvider, SessionListener, IrcTable.Carrier {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "IRC",
            description = "IRC networks whose channels are rooms of irc.DOMAIN.")
    public @interface Config {

        /** The networks. */
        @AttributeDefinition(
                description =
                        "The networks, each as 'name host port tls', or 'name host port tls"
                            + " FINGERPRINT' with the SHA-256 of the one certificate that it may"
                            + " have, or 'name host port plain'. #channel of libera is"
                            + " #channel%libera@irc.DOMAIN. Without any there is no irc.DOMAIN.")
        String[] networks() default {};

        /** The limit on sessions. */
        @AttributeDefinition(
                min = "1",
                description = "How many sessions there may be, one for an account and a network.")
        int sessions() default 1_000;

        /** The limit on channels. */
        @AttributeDefinition(
                min = "1",
                max = "150",
                description = "In how many channels of one network an account may be.")
        int channels() default 50;

        /** How fast lines are sent. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many milliseconds are between two lines to a network, after the first"
                                + " five; networks drop who is faster.")
        int pace() default 1_000;

        /** How fast lines are read. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many lines a second a network may say in one session, after the first"
                                + " thousand; the others wait in the network.")
        int heard() default 200;
    }

    /** An account in a network. */
    private record Place(BareJid account, String network) {}

    /** What is configured. */
    private record Settings(List<NetworkSpec> networks, int sessions, IrcSession.Limits limits) {

        static Settings of(Config config) {
            Link.Speed speed = new Link.Speed(Duration.ofMillis(config.pace()), config.heard());
            return new Settings(
                    NetworkSpec.parse(config.networks()),
                    config.sessions(),
                    new IrcSession.Limits(speed, config.channels()));
        }
    }

    static final String LABEL = "irc.";

    /** How long networks may take to let a connection be given away. */
    private static final Duration GIVING = Duration.ofMillis(400);

    /** RFC 6121 §4.7.2.1. */
    private static final Set<String> AWAY = Set.of("away", "dnd", "xa");

    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private volatile Optional<IrcTable> table = Optional.empty();
    private final Domains ours;
    private final Desk desk;
    private final IrcSession.Needs needs;
    private volatile Settings settings;
    private final Map<Place, IrcSession> sessions = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> again = new ConcurrentHashMap<>();

    /** Takes what it needs. */
    @Activate
    public IrcGateway(
            @Reference(policyOption = GREEDY) Domains ours,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule,
            @Reference(policyOption = GREEDY) Credentials credentials,
            Config config) {
        this.ours = ours;
        this.settings = Settings.of(config);
        this.desk = new Desk(credentials, schedule);
        this.needs =
                new IrcSession.Needs(
                        schedule,
                        bus,
                        credentials::find,
                        () -> settings.limits(),
                        this::triedAgain);
    }

    /** Goes by other settings, without being away; what cannot be read changes nothing. */
    @Modified
    public void change(Config config) {
        Settings next = Settings.of(config);
        settings = next;
        List<IrcSession> over = new ArrayList<>();
        for (IrcSession session : sessions.values()) {
            if (next.networks().contains(session.network)) {
                session.limit();
            } else if (sessions.values().remove(session)) {
                over.add(session);
            }
        }
        Parked.farewell(given(over), needs.bus(), needs.schedule());
    }

    private void triedAgain(String network) {
        again.computeIfAbsent(network, absent -> new LongAdder()).increment();
    }

    List<IrcFigures.Use> uses() {
        return networks().stream().map(it -> use(it.name())).toList();
    }

    private IrcFigures.Use use(String network) {
        List<IrcSession> all =
                sessions.values().stream().filter(it -> it.network.name().equals(network)).toList();
        return new IrcFigures.Use(
                network,
                all.size(),
                all.stream().filter(IrcSession::isUp).count(),
                all.stream().mapToLong(IrcSession::channelCount).sum(),
                again.getOrDefault(network, new LongAdder()).sum());
    }

    /** Carries the sessions that somebody has left. */
    @Reference(policyOption = GREEDY)
    public void bindTable(IrcTable present) {
        table = Optional.of(present);
        present.begin(this);
    }

    /** Gives the sessions away: whoever comes next, also with other settings, has them. */
    @Deactivate
    public void stop() {
        table.ifPresent(it -> it.end(this));
        desk.close();
    }

    @Override
    public List<Parked> give() {
        List<IrcSession> all = List.copyOf(sessions.values());
        sessions.clear();
        return given(all);
    }

    private static List<Parked> given(List<IrcSession> all) {
        all.forEach(IrcSession::prepare);
        long until = System.nanoTime() + GIVING.toNanos();
        return all.stream().map(it -> it.give(until)).toList();
    }

    @Override
    public void take(List<Parked> parked) {
        Map<String, NetworkSpec> known = new HashMap<>();
        networks().forEach(it -> known.putIfAbsent(it.toString(), it));
        List<Parked> over = new ArrayList<>();
        for (Parked session : parked) {
            Optional.ofNullable(known.get(session.network()))
                    .ifPresentOrElse(it -> carry(session, it), () -> over.add(session));
        }
        Parked.farewell(over, needs.bus(), needs.schedule());
    }

    private void carry(Parked session, NetworkSpec network) {
        Place place = new Place(session.account(), network.name());
        sessions.put(place, IrcSession.of(session, network, needs));
    }

    private List<NetworkSpec> networks() {
        return settings.networks();
    }

    // ── what the bus and discovery ask ──

    /** None: without networks an external component may have the domain. */
    @Override
    public Set<String> domains() {
        return Set.of();
    }

    @Override
    public boolean owns(String domain) {
        return !networks().isEmpty()
                && domain.startsWith(LABEL)
                && ours.serves(domain.substring(LABEL.length()));
    }

    @Override
    public List<Element> items(Query query) {
        return networks().isEmpty() || query.target() != Target.SERVER || !query.node().isEmpty()
                ? List.of()
                : List.of(
                        Element.of(ITEMS, "item")
                                .with("jid", LABEL + query.entity().domain())
                                .with("name", "IRC"));
    }

    @Override
    public void on(SessionEvent event) {
        if (event instanceof SessionEvent.Closed closed) {
            FullJid device = closed.session().address();
            desk.leave(device);
            sessions.values().stream()
                    .filter(it -> it.account.equals(device.bare()))
                    .forEach(it -> it.gone(device));
            sweep();
        }
    }

    @Override
    public void receive(Stanza stanza, Context context) {
        if (!(stanza.from().orElseThrow() instanceof FullJid device) || stanza.to().isEmpty()) {
            return;
        }
        Jid to = stanza.to().get();
        if (stanza.isError()) {
            bounced(stanza, device, Addresses.of(to));
            return;
        }
        if (!to.domain().equals(LABEL + device.domain())) {
            throw new StanzaException(Condition.NOT_ALLOWED);
        }
        Addresses address = Addresses.of(to);
        switch (stanza) {
            case IqRequest request -> context.send(answer(request, device, address));
            case Presence presence -> presence(presence, device, to, address);
            case Message message -> message(message, device, to, address);
            default -> {}
        }
    }

    private IqResponse answer(IqRequest request, FullJid device, Addresses address) {
        try {
            Optional<NetworkSpec> network =
                    address.network().isEmpty()
                            ? Optional.empty()
                            : Optional.of(Queries.network(networks(), address));
            return network.filter(it -> address.isNetwork())
                    .flatMap(it -> desk.answer(request, it))
                    .orElseGet(
                            () ->
                                    Queries.answer(
                                            request,
                                            address,
                                            networks(),
                                            session(device, address)));
        } catch (StanzaException refused) {
            return request.error(refused.error());
        }
    }

    /** Of a device of another server its going may be known only by what comes back. */
    private void bounced(Stanza error, FullJid device, Addresses address) {
        if (!(error instanceof IqResponse)
                && address.isChannel()
                && StanzaError.isUndelivered(error)) {
            session(device, address).ifPresent(it -> it.leave(device, address.name()));
            sweep();
        }
    }

    private void sweep() {
        for (Place place : sessions.keySet()) {
            sessions.computeIfPresent(place, (at, it) -> it.isIdle() ? null : it);
        }
    }

    private Optional<IrcSession> session(FullJid device, Addresses address) {
        return Optional.ofNullable(sessions.get(new Place(device.bare(), address.network())));
    }

    private void presence(Presence presence, FullJid device, Jid to, Addresses address) {
        if (presence.type() == PresenceType.UNAVAILABLE) {
            session(device, address).ifPresent(it -> it.leave(device, address.name()));
            sweep();
        } else if (presence.type() == PresenceType.AVAILABLE && address.isChannel()) {
            enter(presence, device, to, address);
        }
    }

    private void enter(Presence presence, FullJid device, Jid to, Addresses address) {
        NetworkSpec network = Queries.network(networks(), address);
        if (!(to instanceof FullJid occupant)) {
            // XEP-0045 §7.2.1: no nickname
            throw new StanzaException(Condition.JID_MALFORMED);
        }
        Optional<Element> muc = presence.payload(Faces.MUC, "x");
        String key =
                muc.flatMap(it -> it.child(Faces.MUC, "password")).map(Element::text).orElse("");
        requireWords(address.name(), occupant.resource(), key);
        Optional<IrcSession> known = session(device, address);
        boolean inside =
                known.filter(it -> it.isIn(device, address.name(), occupant.resource()))
                        .isPresent();
        if (inside && muc.isEmpty()) {
            String show = presence.payload(Stanza.CLIENT, "show").map(Element::text).orElse("");
            String why = presence.payload(Stanza.CLIENT, "status").map(Element::text).orElse("");
            known.get().shows(device, AWAY.contains(show), Words.plain(why));
            return;
        }
        sweep();
        if (known.isEmpty() && sessions.size() >= settings.sessions()) {
            throw new StanzaException(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too many are on IRC"));
        }
        // within the map, so that nobody sweeps it away before the device is in it
        sessions.compute(
                new Place(device.bare(), network.name()),
                (place, present) -> {
                    IrcSession session =
                            present == null
                                    ? new IrcSession(
                                            place.account(), network, occupant.resource(), needs)
                                    : present;
                    session.enter(presence, address.name(), key);
                    return session;
                });
    }

    private static void requireWords(String channel, String nick, String key) {
        if (!Words.isWord(channel)
                || !Words.isWord(nick)
                || !(key.isEmpty() || Words.isWord(key))) {
            throw new StanzaException(Condition.NOT_ACCEPTABLE);
        }
    }

    private void message(Message message, FullJid device, Jid to, Addresses address) {
        Queries.network(networks(), address);
        IrcSession session =
                session(device, address)
                        .orElseThrow(() -> new StanzaException(Condition.NOT_ACCEPTABLE));
        Optional<Element> subject = message.payload(Stanza.CLIENT, "subject");
        if (message.type() == MessageType.GROUPCHAT && address.isChannel()) {
            if (!to.resource().isEmpty()) {
                throw new StanzaException(Condition.BAD_REQUEST);
            }
            if (!message.body().isEmpty()) {
                session.say(device, address.name(), message);
            } else if (subject.isPresent()) {
                session.topic(device, address.name(), message, subject.get().text());
            }
        } else if (!message.body().isEmpty()) {
            String who = address.isChannel() ? to.resource() : address.name();
            if (!Words.isWord(who)) {
                throw new StanzaException(Condition.NOT_ACCEPTABLE);
            }
            session.whisper(
                    who,
                    message.body(),
                    address.isChannel() ? Optional.of(address.name()) : Optional.empty());
        }
    }
}
