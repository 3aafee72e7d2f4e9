package io.stoa.service.gateway;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Outbox;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.gateway.Ear;
import io.stoa.gateway.Network;
import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

        /** The limit on sessions. */
        @AttributeDefinition(
                min = "1",
                description =
                        "How many accounts may be logged in to one network at once; more have to"
                                + " wait.")
        int sessions() default 10_000;

        /** The longest wait before another attempt. */
        @AttributeDefinition(
                min = "2",
                description =
                        "How many seconds at most to wait before a network that was away is tried"
                                + " again.")
        int patience() default 300;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final int CONTACTS = 2_000;
    private static final int WAITING = 20_000;

    private final Registrations registrations;
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
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule,
            Config config) {
        this.registrations = registrations;
        this.outbox = new Outbox(bus, schedule, WAITING);
        this.schedule = schedule;
        this.config = config;
    }

    /** Tells nothing more of what networks say. */
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

    Backoff backoff() {
        return new Backoff(config.patience());
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

    /** Contacts that the roster does not have come into it; what is there stays as it is. */
    void contacts(List<Ear.Contact> contacts, Network network, String domain, BareJid account) {
        contacts.stream()
                .limit(CONTACTS)
                .forEach(
                        it ->
                                Addresses.of(it.name(), domain)
                                        .ifPresent(jid -> list(account, jid, it.title(), network)));
    }

    /** Lists a contact, or the gateway itself, with presence both ways (XEP-0100 §4.1). */
    void list(BareJid account, BareJid contact, String title, Network network) {
        Rosters known = rosters;
        if (known != null) {
            known.update(
                    account,
                    contact,
                    present ->
                            present.filter(RosterItem::listed).isPresent()
                                    ? present
                                    : Optional.of(
                                            RosterItem.blank(contact)
                                                    .named(title, List.of(network.title()))
                                                    .with(Subscription.BOTH)));
        }
    }

    /** Takes everything of a gateway out of a roster (XEP-0100 §4.3). */
    void unlist(BareJid account, String domain) {
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

    static Presence unavailable(BareJid from, BareJid to) {
        return Presence.of(PresenceType.UNAVAILABLE).withFrom(from).withTo(to);
    }

    static Message message(BareJid from, BareJid to, String text) {
        return Message.of(MessageType.CHAT, to, text).withFrom(from);
    }

    static String text(List<Element> payloads, String local) {
        return payloads.stream()
                .filter(it -> it.is(Stanza.CLIENT, local))
                .map(Element::text)
                .findFirst()
                .orElse("");
    }
}
