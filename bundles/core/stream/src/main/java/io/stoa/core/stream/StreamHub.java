package io.stoa.core.stream;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.session.SessionRegistry;
import io.stoa.stanza.StreamCondition;
import io.stoa.stanza.StreamError;
import io.stoa.stream.Connection;
import io.stoa.stream.Entry;
import io.stoa.stream.Intake;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.StreamAcceptor;
import io.stoa.xml.ParserPool;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Begins a stream on every connection and ends them all when the server stops. Thread-safe. */
@Component(configurationPid = "io.stoa.core.stream")
@Designate(ocd = StreamHub.Config.class)
public final class StreamHub implements StreamAcceptor {

    /** The configuration. */
    @ObjectClassDefinition(
            name = "Streams",
            description = "Limits on streams (RFC 6120 §4, §13.12).")
    public @interface Config {

        /** The limit on a stanza. */
        @AttributeDefinition(
                description =
                        "The largest stanza in bytes; a larger one is answered by a"
                            + " policy-violation error, one of more than eight times as much closes"
                            + " the stream. Never under 10000 (RFC 6120 §13.12).")
        int stanzaBytes() default 262_144;

        /** How long a client may take to log in. */
        @AttributeDefinition(
                description = "How many seconds a client may take from connecting to being bound.")
        int loginSeconds() default 30;

        /** How much a stranger may send. */
        @AttributeDefinition(
                description = "How many bytes a client may send before it has authenticated.")
        int bytesBeforeLogin() default 65_536;

        /** How much may wait for a slow reader. */
        @AttributeDefinition(
                description =
                        "How many bytes may wait for a client that reads slowly; more closes the"
                                + " stream with policy-violation.")
        int pendingBytes() default 1_048_576;

        /** How many strangers one address may bring. */
        @AttributeDefinition(
                description =
                        "How many connections that have not logged in one IP address may have;"
                                + " more are closed with policy-violation.")
        int strangersPerAddress() default 256;

        /** How often one address may try. */
        @AttributeDefinition(
                description =
                        "How many connections one IP address may begin in a minute that do not"
                                + " log in; more are closed with policy-violation. 0 means any"
                                + " number.")
        int strangersPerMinute() default 600;

        /** How long a client may be silent. */
        @AttributeDefinition(
                description =
                        "How many keep-alives (io.stoa.net.mina:idleSeconds apart) a client may"
                                + " leave without a single byte; then its stream is closed with"
                                + " connection-timeout. 0 means any number.")
        int silentIntervals() default 12;
    }

    private static final Logger LOG = LoggerFactory.getLogger(StreamHub.class);

    /** Parsers wait for elements here, not in each stream. */
    private static final int PARSERS = 16;

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Set<OpenStream> streams = ConcurrentHashMap.newKeySet();
    private final Strangers strangers;
    private final Features features;
    private final ParserPool parsers = new ParserPool(PARSERS);
    private final StanzaBus bus;
    private final SessionRegistry registry;
    private final Schedule schedule;
    private final StreamLimits limits;

    /** Takes the ports that streams need. */
    @Activate
    public StreamHub(
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) SessionRegistry registry,
            @Reference(policyOption = GREEDY) Schedule schedule,
            @Reference(policyOption = GREEDY) Features features,
            Config config) {
        this.features = features;
        this.bus = bus;
        this.registry = registry;
        this.schedule = schedule;
        this.limits = StreamLimits.of(config);
        this.strangers =
                new Strangers(
                        new Strangers.Limits(
                                config.strangersPerAddress(), config.strangersPerMinute()),
                        InstantSource.system());
    }

    @Override
    public Intake accept(Connection connection, Entry entry) {
        return begin(new ClientStream(this, connection, entry), connection);
    }

    @Override
    public Intake accept(Connection connection, PeerProtocol protocol) {
        return begin(new ServiceStream(this, connection, protocol), connection);
    }

    private Intake begin(OpenStream stream, Connection connection) {
        streams.add(stream);
        if (!strangers.came(connection.peer())) {
            stream.fail(
                    StreamError.of(
                            StreamCondition.POLICY_VIOLATION, "too many connections, log in first"),
                    false);
        }
        return stream;
    }

    /** Takes notice that a stream has ended and everything of it is done. */
    void ended(OpenStream stream) {
        streams.remove(stream);
    }

    @Override
    @Deactivate
    public void shutdown() {
        end(streams);
    }

    @Override
    public void shutdown(Collection<? extends Intake> some) {
        end(streams.stream().filter(some::contains).toList());
    }

    private static void end(Collection<OpenStream> some) {
        StreamError reason = StreamError.of(StreamCondition.SYSTEM_SHUTDOWN);
        // sessions that can be resumed are kept, and stored by whoever keeps them
        some.forEach(stream -> stream.fail(reason, true));
        long deadline = System.nanoTime() + GRACE.toNanos();
        for (OpenStream stream : some) {
            long left = deadline - System.nanoTime();
            if (!stream.awaitEnd(left, TimeUnit.NANOSECONDS)) {
                LOG.warn("{} stream(s) were still closing at the end", some.size());
                return;
            }
        }
    }

    Strangers strangers() {
        return strangers;
    }

    Features features() {
        return features;
    }

    StanzaBus bus() {
        return bus;
    }

    SessionRegistry registry() {
        return registry;
    }

    Domains domains() {
        return features.domains();
    }

    Schedule schedule() {
        return schedule;
    }

    ParserPool parsers() {
        return parsers;
    }

    StreamLimits limits() {
        return limits;
    }
}
