package io.stoa.net.mina;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.stream.PeerProtocol;
import io.stoa.stream.Ports;
import io.stoa.stream.StreamAcceptor;
import io.stoa.stream.TlsContexts;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

import javax.net.ssl.SSLContext;

/** Ports for those who bring a protocol of their own. Thread-safe. */
@Component(configurationPid = "io.stoa.net.mina")
public final class MinaPorts implements Ports {

    private final IoThreads threads;
    private final StreamAcceptor streams;
    private final Schedule schedule;
    private final MinaConfig config;

    /** Without it nobody is let in where TLS is spoken. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable TlsContexts contexts;

    /** Takes what a port needs. */
    @Activate
    public MinaPorts(
            @Reference(policyOption = GREEDY) IoThreads threads,
            @Reference(policyOption = GREEDY) StreamAcceptor streams,
            @Reference(policyOption = GREEDY) Schedule schedule,
            MinaConfig config) {
        this.threads = threads;
        this.streams = streams;
        this.schedule = schedule;
        this.config = config;
    }

    private Optional<SSLContext> context() {
        TlsContexts present = contexts;
        return present == null ? Optional.empty() : present.of("");
    }

    @Override
    public Open open(Where where, PeerProtocol protocol) {
        MinaHandler handler =
                new MinaHandler(
                        connection -> streams.accept(connection, protocol),
                        schedule,
                        threads.buffers(),
                        where.tls() ? Optional.of(this::context) : Optional.empty(),
                        config.connections());
        return new Opened(new Port(threads, handler, config, where), streams);
    }

    /** A port that is open. */
    private record Opened(Port port, StreamAcceptor streams) implements Open {

        @Override
        public String address() {
            return port.address();
        }

        @Override
        public int number() {
            return port.port();
        }

        @Override
        public void close() {
            port.close();
            streams.shutdown(port.intakes());
            port.dispose();
        }
    }
}
