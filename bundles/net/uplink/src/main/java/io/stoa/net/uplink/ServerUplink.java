package io.stoa.net.uplink;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.bus.DomainService;
import io.stoa.bus.Domains;
import io.stoa.bus.Exit;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.component.Uplink;
import io.stoa.gateway.Backoff;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;
import io.stoa.lifecycle.Handover;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The way to the server of which this process is a component: out goes what is for nobody here, in
 * comes what is for our domain. Connects as soon as a feature speaks for that domain, and again,
 * with growing patience, when the connection is lost; what goes out meanwhile waits a while.
 * Thread-safe.
 */
@Component(
        configurationPid = "io.stoa.net.uplink",
        service = {ServerUplink.class, Exit.class, Uplink.class, Handover.class},
        immediate = true)
@Designate(ocd = UplinkConfig.class)
@NonBlocking
public final class ServerUplink implements Exit, Uplink, Handover {

    /** How things are at a moment. */
    record Now(String words, Instant since) {
        static Now of(String words) {
            return new Now(words, Instant.now());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ServerUplink.class);
    private static final Backoff PAUSES = new Backoff(1, 30);

    /** So soon after a start the version before has handed over, if there was one. */
    private static final Duration HANDED_OVER = Duration.ofMillis(250);

    private static final String OUT = "out";
    private static final String IN = "in";

    /** A connection that lasted so long was one. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    private final String domain;
    private final Place server;
    private final String secretFile;
    private final int stanzaBytes;
    private final Duration away;
    private final Waiting waiting;
    private final Outgoing outgoing;
    private final Arrivals arrivals;
    private final Schedule schedule;
    private final StanzaBus bus;
    private final List<DomainService> services = new CopyOnWriteArrayList<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Semaphore reading = new Semaphore(1);
    // while the next version is on its way
    private volatile boolean leaving;
    // the server may let us in, and say what has waited for us
    private volatile boolean knocking;
    // whoever has left has waited for that, and does not any more
    private volatile boolean deaf;
    private volatile boolean tried;
    private volatile Now now;
    private volatile Optional<Schedule.Job> patience = Optional.empty();
    private volatile Optional<Schedule.Job> next = Optional.empty();
    // by the thread that connects only
    private boolean accepted;
    private int failures;
    private String told = "";

    /** Takes where the server is. */
    @Activate
    public ServerUplink(
            @Reference(policyOption = GREEDY) Domains served,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule,
            UplinkConfig config) {
        this.domain = prepared(config.domain(), served);
        this.server = Place.of(config);
        this.secretFile = config.secretFile();
        this.stanzaBytes = config.stanzaBytes();
        this.away = Duration.ofSeconds(config.awaySeconds());
        this.bus = bus;
        this.schedule = schedule;
        this.waiting =
                new Waiting(
                        new Waiting.Limits(
                                config.awayStanzas(), config.awayBytes(), config.pendingBytes()));
        this.outgoing = new Outgoing(waiting, schedule);
        this.arrivals = new Arrivals(domain, bus, schedule, this::back);
        this.now =
                Now.of(
                        "waits for a feature that speaks for "
                                + domain
                                + "; is the gateway on (stoa feature list) and configured?");
        awaitServer();
        schedule.after(HANDED_OVER, this::nobodyBefore);
    }

    private static String prepared(String domain, Domains served) {
        String prepared;
        try {
            prepared = BareJid.ofDomain(domain).domain();
        } catch (JidException malformed) {
            throw new IllegalArgumentException(
                    "io.stoa.net.uplink:domain is “"
                            + domain
                            + "”; a domain was expected, such as irc.example.org",
                    malformed);
        }
        String people = prepared.substring(prepared.indexOf('.') + 1);
        if (served.accounts() || !served.serves(people)) {
            throw new IllegalArgumentException(
                    "io.stoa.net.uplink:domain is "
                            + prepared
                            + ", which is no name under "
                            + String.join(", ", served.all())
                            + ", whose people it would be for; start it with: stoa gateway run "
                            + prepared);
        }
        return prepared;
    }

    /** Takes a feature that may speak for our domain. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(DomainService service) {
        services.add(service);
        begin();
    }

    /** Forgets it; the connection stays, for another version may be on its way. */
    public void unbindService(DomainService service) {
        services.remove(service);
    }

    private boolean spoken() {
        return services.stream().anyMatch(it -> it.owns(domain));
    }

    // ── what goes out ──

    @Override
    public void receive(Stanza stanza, Context context) {
        boolean own = stanza.from().filter(it -> it.domain().equals(domain)).isPresent();
        if (!own) {
            throw new StanzaException(
                    StanzaError.of(Condition.NOT_ALLOWED, "only " + domain + " is heard there"));
        }
        outgoing.send(stanza);
    }

    private void back(Stanza answer) {
        try {
            outgoing.send(answer);
        } catch (StanzaException full) {
            LOG.debug("not answered: {}", full.getMessage());
        }
    }

    // ── the connection ──

    private void begin() {
        if (!gone() && spoken() && begun.compareAndSet(false, true)) {
            now = Now.of("connects to " + server);
            schedule.after(Duration.ZERO, this::connect);
        }
    }

    /** Tells whether nothing is begun any more. */
    private boolean gone() {
        return leaving || over.get();
    }

    private void connect() {
        if (gone() || !reading.tryAcquire()) {
            return;
        }
        Instant start = Instant.now();
        IOException why = new IOException(server + " has ended the stream");
        try {
            String secret = Secret.read(secretFile, domain);
            try (ServerStream opened = ServerStream.open(server)) {
                opened.read(domain, secret, stanzaBytes, new Ear(opened));
                end(opened, () -> {});
            }
        } catch (IOException failure) {
            why = failure;
        } finally {
            knocking = false;
            reading.release();
            lost(why, Duration.between(start, Instant.now()));
        }
    }

    /** What is heard of the server. */
    private final class Ear implements ServerStream.Listener {

        private final ServerStream opened;
        private boolean asked;

        Ear(ServerStream opened) {
            this.opened = opened;
        }

        @Override
        public boolean knocks() {
            // whoever leaves sees that we knock, or we that he leaves
            knocking = true;
            return !gone();
        }

        @Override
        public void accepted() {
            waiting.server(Waiting.Server.THERE);
            accepted = true;
            tried = true;
            told = "";
            now = Now.of("connected");
            LOG.info("connected to {} as {}", server, domain);
            outgoing.opened(opened);
            if (deaf) {
                opened.leave();
            } else if (gone()) {
                // the server sends what has waited for us: whoever leaves hears it
                end(opened, outgoing::finish);
            }
        }

        @Override
        public void heard(Element element) {
            asked = false;
            arrivals.take(element);
        }

        @Override
        public void skipped(Element start, StanzaError error) {
            asked = false;
            arrivals.refuse(start, error);
        }

        /** RFC 6120 §4.6.1: asks; a connection that is gone without a word is found out. */
        @Override
        public void silent() throws IOException {
            if (asked) {
                throw new IOException(server + " is silent");
            }
            asked = true;
            back(Pings.to(domain));
        }
    }

    private void lost(IOException failure, Duration lasted) {
        boolean wasThere = accepted;
        accepted = false;
        outgoing.lost();
        if (gone()) {
            return;
        }
        if (wasThere) {
            failures = lasted.compareTo(LASTING) > 0 ? 0 : failures;
            awaitServer();
        }
        failures++;
        String words = Troubles.words(failure, server, domain, secretFile);
        tried = true;
        now = Now.of("not connected: " + words);
        Duration pause = PAUSES.after(failures, ThreadLocalRandom.current());
        // once, not at each attempt
        if (!words.equals(told)) {
            LOG.warn("{}; trying again in {} s, and on", words, pause.toSeconds());
            told = words;
        }
        next = Optional.of(schedule.after(pause, this::connect));
    }

    /** Waits for the server for a while; then whoever waits with us is told. */
    private void awaitServer() {
        waiting.server(Waiting.Server.AWAITED);
        int since = waiting.changes();
        patience.ifPresent(Schedule.Job::cancel);
        patience = Optional.of(schedule.after(away, () -> giveUp(since)));
    }

    private void giveUp(int since) {
        if (waiting.giveUp(since)) {
            LOG.info("{} is away: nobody waits for it any more", server);
            refuse();
        }
    }

    /** They take the way again on which they came; who waits for nobody answers them. */
    private void refuse() {
        waiting.take().forEach(bus::send);
    }

    /** Ends our half of a stream when something is done; a server that does not read is left. */
    private void end(ServerStream stream, Runnable first) {
        if (!stream.parts()) {
            return;
        }
        Schedule.Job leaving = schedule.after(Outgoing.PARTING, stream::leave);
        try {
            first.run();
            stream.end();
        } catch (IOException gone) {
            LOG.debug("the server has not waited for our end", gone);
        } finally {
            leaving.cancel();
        }
    }

    // ── what people are told ──

    @Override
    public String domain() {
        return domain;
    }

    @Override
    public String server() {
        return server.toString();
    }

    @Override
    public String state() {
        return now.words();
    }

    @Override
    public boolean tried() {
        return tried || !spoken();
    }

    Now now() {
        return now;
    }

    Waiting waiting() {
        return waiting;
    }

    long received() {
        return arrivals.count();
    }

    // ── when the bundle is replaced or stopped ──

    @Override
    public String name() {
        return "io.stoa.net.uplink.waiting";
    }

    /**
     * Ends the stream first: what the server has said until it ends its own is for the next
     * version, which connects anew.
     */
    @Override
    public Object save() {
        leaving = true;
        next.ifPresent(Schedule.Job::cancel);
        arrivals.hold();
        List<Stanza> out = outgoing.give();
        part();
        return Map.of(OUT, out, IN, arrivals.give());
    }

    @Override
    public void restore(Object state) {
        if (!(state instanceof Map<?, ?> kept)) {
            throw new IllegalArgumentException("not what waits for the server, and what it said");
        }
        outgoing.take(stanzas(kept.get(OUT)));
        arrivals.carry(stanzas(kept.get(IN)));
        if (leaving) {
            // the change was taken back before we were stopped
            leaving = false;
            deaf = false;
            awaitServer();
            schedule.after(Duration.ZERO, this::connect);
        }
    }

    private void nobodyBefore() {
        if (!gone()) {
            arrivals.carry(List.of());
        }
    }

    private static List<Stanza> stanzas(@Nullable Object state) {
        if (!(state instanceof List<?> stanzas)) {
            throw new IllegalArgumentException("not a list of stanzas: " + state);
        }
        return stanzas.stream().filter(Stanza.class::isInstance).map(Stanza.class::cast).toList();
    }

    /** Ends the stream in good order: what was said is written, what the server said is heard. */
    @Deactivate
    public void stop() {
        over.set(true);
        patience.ifPresent(Schedule.Job::cancel);
        next.ifPresent(Schedule.Job::cancel);
        if (!leaving) {
            arrivals.finish();
        }
        part();
        waiting.server(Waiting.Server.ABSENT);
        // not here: while we are replaced, who sends waits until that is over
        schedule.after(Duration.ZERO, this::refuse);
    }

    private void part() {
        ServerStream present = outgoing.stream();
        if (present != null) {
            end(present, outgoing::finish);
        }
        // one that is being opened is ended as soon as the server lets us in
        if ((present != null || knocking) && !heardOut()) {
            deaf = true;
            ServerStream late = outgoing.stream();
            if (late != null) {
                late.leave();
                heardOut();
            }
        }
    }

    /** Waits until nothing is read any more; false when that takes too long. */
    private boolean heardOut() {
        boolean heard = Outgoing.ends(reading);
        if (heard) {
            reading.release();
        }
        return heard;
    }
}
