package io.stoa.info.caps;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResult;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows what the server would answer in service discovery, because it asks it as anybody would, and
 * keeps the answer for half a second: a feature that comes or goes is seen at once, and a thousand
 * clients that log in at once ask twice. Thread-safe; may block.
 */
@Component(configurationPid = "io.stoa.info.caps", service = ServerCaps.class)
@Designate(ocd = ServerCaps.Config.class)
public final class ServerCaps {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Entity capabilities",
            description = "How the server says what it can do (XEP-0115).")
    public @interface Config {

        /** The node. */
        @AttributeDefinition(
                description = "A URI that stands for this software; clients remember it.")
        String node() default "https://stoa.io";
    }

    /**
     * What the server can do.
     *
     * @param ver the verification string
     * @param query the answer that it stands for
     */
    record Caps(String ver, Element query) {}

    /** The answers of one domain, the newest first. */
    private static final class Known {

        private final ReentrantLock lock = new ReentrantLock();
        private final Deque<Caps> latest = new ArrayDeque<>();
        private long asked;
    }

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long FRESH_NANOS = Duration.ofMillis(500).toNanos();
    // so many a client may ask for that has seen an older one
    private static final int REMEMBERED = 4;

    private final ConcurrentHashMap<String, Known> domains = new ConcurrentHashMap<>();
    private final StanzaBus bus;
    private final String node;

    /** Takes the bus. */
    @Activate
    public ServerCaps(@Reference(policyOption = GREEDY) StanzaBus bus, Config config) {
        this.bus = bus;
        this.node = config.node();
    }

    String node() {
        return node;
    }

    /**
     * Returns what the server can do now, as a domain of ours; empty when nobody tells.
     *
     * @throws InterruptedException when the stream that asks has ended
     */
    Optional<Caps> now(String domain) throws InterruptedException {
        Known known = domains.computeIfAbsent(domain, absent -> new Known());
        known.lock.lockInterruptibly();
        try {
            if (known.latest.isEmpty() || System.nanoTime() - known.asked > FRESH_NANOS) {
                ask(domain, known);
            }
            return Optional.ofNullable(known.latest.peekFirst());
        } finally {
            known.lock.unlock();
        }
    }

    private void ask(String domain, Known known) throws InterruptedException {
        BareJid self = BareJid.ofDomain(domain);
        IqRequest request = IqGet.of("caps", Element.of(INFO, "query")).withTo(self).withFrom(self);
        Optional<Caps> fresh =
                bus.request(request, PATIENCE) instanceof IqResult told
                        ? told.payloads().stream().findFirst().map(ServerCaps::caps)
                        : Optional.empty();
        known.asked = System.nanoTime();
        if (fresh.isEmpty()) {
            known.latest.clear();
            return;
        }
        known.latest.removeIf(caps -> caps.ver().equals(fresh.get().ver()));
        known.latest.addFirst(fresh.get());
        if (known.latest.size() > REMEMBERED) {
            known.latest.removeLast();
        }
    }

    private static Caps caps(Element query) {
        return new Caps(Verification.of(query), query);
    }

    /** Returns what a verification string stands for, if it was told lately; never blocks. */
    Optional<Caps> find(String domain, String ver) {
        Known known = domains.get(domain);
        if (known == null || !known.lock.tryLock()) {
            return Optional.empty();
        }
        try {
            return List.copyOf(known.latest).stream()
                    .filter(caps -> caps.ver().equals(ver))
                    .findFirst();
        } finally {
            known.lock.unlock();
        }
    }
}
