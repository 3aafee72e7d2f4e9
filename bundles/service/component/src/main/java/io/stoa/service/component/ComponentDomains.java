package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.DiscoProvider;
import io.stoa.bus.DomainService;
import io.stoa.bus.Domains;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.bus.Target;
import io.stoa.lifecycle.Handover;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.PeerStream;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The domains of the components: whatever is addressed to one of them goes to whoever speaks for
 * it. A component is not asked for the list of services: it is named there while it is connected or
 * waited for. Thread-safe; never blocks, whatever a component does.
 */
@Component(
        configurationPid = "io.stoa.service.component",
        service = {
            ComponentDomains.class,
            DomainService.class,
            DiscoProvider.class,
            Handover.class
        })
@Designate(ocd = ComponentConfig.class)
@NonBlocking
public final class ComponentDomains implements DomainService, DiscoProvider, Handover {

    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private final Registrations registrations;
    private final Domains ours;
    private final StanzaBus bus;
    private final Schedule schedule;
    private final Link.Limits limits;
    private final Duration patience;
    private final Map<String, Link> links = new ConcurrentSkipListMap<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** Awaits the components that there are: they come back after a restart of the server. */
    @Activate
    public ComponentDomains(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) Domains ours,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule,
            ComponentConfig config) {
        this.registrations = registrations;
        this.ours = ours;
        this.bus = bus;
        this.schedule = schedule;
        this.limits =
                new Link.Limits(config.awayStanzas(), config.awayBytes(), config.pendingBytes());
        this.patience = Duration.ofSeconds(config.awaySeconds());
        registrations.all().stream()
                .filter(it -> !it.wildcard())
                .forEach(it -> await(it.name(), link(it.name())));
    }

    private Link link(String domain) {
        return links.computeIfAbsent(domain, absent -> new Link(limits));
    }

    /** Waits for a component for a while; then whoever waits with us is told. */
    private void await(String domain, Link link) {
        Instant since = link.snapshot().since();
        schedule.after(patience, () -> giveUp(domain, link, since));
    }

    private void giveUp(String domain, Link link, Instant since) {
        if (over.get()) {
            return;
        }
        List<Stanza> inVain = link.giveUp(since);
        boolean exact = registrations.named(domain).isPresent();
        if (!exact && link.snapshot().state() == Link.State.ABSENT) {
            // of those under a wildcard only who is there is known
            links.remove(domain, link);
        }
        refuse(inVain);
    }

    /** They take the way again on which they came; who waits for nobody answers them. */
    private void refuse(List<Stanza> inVain) {
        inVain.forEach(bus::send);
    }

    // ── what the bus and discovery ask ──

    /** None: they come and go. */
    @Override
    public Set<String> domains() {
        return Set.of();
    }

    @Override
    public boolean owns(String domain) {
        return links.containsKey(domain);
    }

    @Override
    public void receive(Stanza stanza, Context context) {
        Link link = links.get(context.self().domain());
        if (link == null) {
            throw new StanzaException(Condition.REMOTE_SERVER_NOT_FOUND);
        }
        link.deliver(stanza);
    }

    @Override
    public List<Element> items(Query query) {
        if (query.target() != Target.SERVER || !query.node().isEmpty()) {
            return List.of();
        }
        String domain = query.entity().domain();
        return links.entrySet().stream()
                .filter(it -> it.getValue().snapshot().state() != Link.State.ABSENT)
                .map(Map.Entry::getKey)
                .filter(it -> belongs(it, domain))
                .map(it -> Element.of(ITEMS, "item").with("jid", it))
                .toList();
    }

    /** A component under one of our domains is listed there; any other everywhere. */
    private boolean belongs(String component, String domain) {
        return component.endsWith("." + domain)
                || ours.all().stream().noneMatch(it -> component.endsWith("." + it));
    }

    // ── what a component's stream tells ──

    /**
     * A component has proved that it may speak for a domain.
     *
     * @throws io.stoa.stream.StreamException when another does so
     */
    Link attach(String domain, PeerStream stream, Element greeting) {
        Link link = link(domain);
        link.attach(stream, greeting);
        return link;
    }

    /** A component's stream is over. */
    void detach(String domain, Link link, PeerStream stream) {
        if (link.detach(stream)) {
            await(domain, link);
        }
    }

    // ── what the commands do ──

    /** Knows a component that was added. */
    void added(Registration registration) {
        if (!registration.wildcard()) {
            String domain = registration.name();
            await(domain, link(domain));
        }
    }

    /** Forgets the components of a registration that was removed (RFC 6120 §4.9.3.5). */
    void removed() {
        for (Map.Entry<String, Link> it : List.copyOf(links.entrySet())) {
            if (registrations.covering(it.getKey()).isEmpty()) {
                links.remove(it.getKey());
                it.getValue()
                        .close(StreamError.of(StreamCondition.HOST_GONE, "it was removed here"));
                refuse(it.getValue().take());
            }
        }
    }

    /** Returns the domains of a registration that are known now. */
    Map<String, Link.Snapshot> of(Registration registration) {
        Map<String, Link.Snapshot> found = new LinkedHashMap<>();
        links.forEach(
                (domain, link) -> {
                    Optional<Registration> who = registrations.covering(domain);
                    if (who.filter(registration::equals).isPresent()) {
                        found.put(domain, link.snapshot());
                    }
                });
        return found;
    }

    // ── when the bundle is replaced or stopped ──

    @Override
    public String name() {
        return "io.stoa.service.component.waiting";
    }

    @Override
    public Object save() {
        Map<String, List<Stanza>> waiting = new LinkedHashMap<>();
        links.forEach((domain, link) -> waiting.put(domain, new ArrayList<>(link.take())));
        return waiting;
    }

    @Override
    public void restore(Object state) {
        if (!(state instanceof Map<?, ?> waiting)) {
            throw new IllegalArgumentException("not what waits for components");
        }
        waiting.forEach((domain, stanzas) -> give(String.valueOf(domain), stanzas));
    }

    private void give(String domain, Object stanzas) {
        if (stanzas instanceof List<?> list && registrations.covering(domain).isPresent()) {
            boolean known = links.containsKey(domain);
            Link link = link(domain);
            link.give(
                    list.stream()
                            .filter(Stanza.class::isInstance)
                            .map(Stanza.class::cast)
                            .toList());
            if (!known) {
                await(domain, link);
            }
        }
    }

    /** What waits still is answered as if there were no components. */
    @Deactivate
    public void stop() {
        over.set(true);
        links.values().forEach(link -> refuse(link.take()));
    }
}
