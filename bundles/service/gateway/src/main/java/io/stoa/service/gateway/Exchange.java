package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Outbox;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.gateway.Backoff;
import io.stoa.gateway.Network;
import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.service.gateway.limits.Patience;
import io.stoa.service.gateway.limits.Throttle;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** What all wires share: limits, rosters, and the way back to the accounts. Thread-safe. */
@Component(configurationPid = "io.stoa.service.gateway", service = Exchange.class)
@Designate(ocd = Exchange.Config.class)
public final class Exchange {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Gateways",
            description = "Limits on gateways to other networks (XEP-0100).")
    public @interface Config {

        /** The limit on what one account says. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many messages one account may send to one network in a minute, and get"
                                + " from it; more of its own are refused with resource-constraint,"
                                + " more from there are dropped.")
        int messagesPerMinute() default 120;

        /** The limit on what all accounts say. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many messages all accounts together may send to one network in a"
                                + " minute, for networks shut out a server from which too much"
                                + " comes; more are refused with resource-constraint.")
        int networkMessagesPerMinute() default 6_000;

        /** The limit on sessions. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many accounts may be logged in to one network at once; more are told"
                                + " resource-constraint when they log in.")
        int sessions() default 10_000;

        /** The longest wait before another attempt. */
        @AttributeDefinition(
                min = "2",
                description =
                        "How many seconds at most to wait before a network that was away is tried"
                                + " again.")
        int patience() default 300;

        /** How contacts come to the account. */
        @AttributeDefinition(
                options = {@Option("auto"), @Option("suggest"), @Option("write")},
                description =
                        "How a network's contacts come to an account: suggest asks a client that"
                                + " understands roster item exchange (XEP-0144), and waits for"
                                + " one; write puts them into the roster without asking; auto asks"
                                + " where there is such a client, and writes where there is none.")
        String contacts() default "auto";
    }

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int WAITING = 20_000;
    private static final int WAITING_OF_ONE = 6_000;
    private static final int FIRST_PAUSE = 2; // seconds

    private final Registrations registrations;
    private final AddressBooks books;
    private final Introductions introductions;
    private final Map<String, Usage> usages = new ConcurrentHashMap<>();
    private final StanzaBus bus;
    private final Outbox outbox;
    private final Schedule schedule;
    private final Config config;

    /** Who keeps rosters; without it contacts are not imported. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Rosters rosters;

    /** Takes what the wires need. */
    @Activate
    public Exchange(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) AddressBooks books,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule,
            Config config) {
        this.registrations = registrations;
        this.books = books;
        this.introductions =
                new Introductions(
                        books,
                        () -> Optional.ofNullable(rosters),
                        schedule,
                        new Suggestions(bus),
                        manner(config));
        this.bus = bus;
        this.outbox = new Outbox(bus, schedule, WAITING);
        this.schedule = schedule;
        this.config = config;
    }

    private static Introductions.Manner manner(Config config) {
        return Introductions.Manner.valueOf(config.contacts().toUpperCase(Locale.ROOT));
    }

    /** Takes nothing more; what waits is still told. */
    @Deactivate
    public void stop() {
        outbox.close();
    }

    Registrations registrations() {
        return registrations;
    }

    Schedule schedule() {
        return schedule;
    }

    Patience patience() {
        return new Patience(
                new Backoff(FIRST_PAUSE, config.patience()),
                RandomGenerator.getDefault(),
                System::nanoTime);
    }

    /** What waits for one account of one network: a network that tells much harms no other. */
    Outbox outbox() {
        return new Outbox(bus, schedule, WAITING_OF_ONE);
    }

    Introductions introductions() {
        return introductions;
    }

    /** Whether contacts may be suggested, which a gateway then tells (XEP-0144 §7.2). */
    boolean suggests() {
        return manner(config) != Introductions.Manner.WRITE;
    }

    /** How much a network is used. It goes on to be counted when the network comes again. */
    Usage usage(Network network) {
        return usages.computeIfAbsent(
                network.label(),
                absent ->
                        new Usage(
                                new Throttle(config.networkMessagesPerMinute(), System::nanoTime)));
    }

    Throttle throttle() {
        return new Throttle(config.messagesPerMinute(), System::nanoTime);
    }

    int sessions() {
        return config.sessions();
    }

    void tell(Stanza stanza) {
        if (!outbox.send(stanza)) {
            LOG.warn("more than {} stanzas wait from other networks; one is lost", WAITING);
        }
    }

    /**
     * Lists the gateway itself, with presence both ways: the log-in comes of it (XEP-0100 §4.1), so
     * it is not only suggested. What the account calls it stays.
     */
    void list(Place place, String title) {
        Rosters known = rosters;
        if (known != null) {
            known.update(
                    place.account(),
                    place.gateway(),
                    present ->
                            Optional.of(
                                    present.filter(RosterItem::listed)
                                            .orElseGet(
                                                    () ->
                                                            RosterItem.blank(place.gateway())
                                                                    .named(title, List.of(title)))
                                            .with(Subscription.BOTH)));
        }
    }

    /** Forgets everything that came of a registration (XEP-0100 §4.3). */
    void forget(Place place) {
        registrations.remove(place.account(), place.domain());
        books.remove(place);
        unlist(place.account(), place.domain());
    }

    private void unlist(BareJid account, String domain) {
        Rosters known = rosters;
        if (known != null) {
            for (RosterItem item : known.items(account)) {
                if (item.contact().domain().equals(domain)) {
                    known.update(account, item.contact(), present -> Optional.empty());
                }
            }
        }
    }

    // ── stanzas ──

    static Presence available(BareJid from, BareJid to, String show, String status) {
        List<Element> payloads = new ArrayList<>(2);
        if (!show.isEmpty()) {
            payloads.add(Element.of(Stanza.CLIENT, "show", new Text(show)));
        }
        if (!status.isEmpty()) {
            payloads.add(Element.of(Stanza.CLIENT, "status", new Text(status)));
        }
        return Presence.of(PresenceType.AVAILABLE, payloads).withFrom(from).withTo(to);
    }

    static Presence subscribe(BareJid from, BareJid to, String text) {
        List<Element> payloads =
                text.isEmpty()
                        ? List.of()
                        : List.of(Element.of(Stanza.CLIENT, "status", new Text(text)));
        return Presence.of(PresenceType.SUBSCRIBE, payloads).withFrom(from).withTo(to);
    }

    static Presence unavailable(BareJid from, BareJid to) {
        return Presence.of(PresenceType.UNAVAILABLE).withFrom(from).withTo(to);
    }

    static Message message(BareJid from, BareJid to, String text) {
        return Message.of(MessageType.CHAT, to, text).withFrom(from);
    }

    /** What a network says, as much of it as may be, made fit for XML. */
    static String clean(String text, int longest) {
        return Text.clean(text.length() > longest ? text.substring(0, longest) : text);
    }

    static String text(List<Element> payloads, String local) {
        return payloads.stream()
                .filter(it -> it.is(Stanza.CLIENT, local))
                .map(Element::text)
                .findFirst()
                .orElse("");
    }
}
