package io.stoa.net.mina;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.stream.Entry;
import io.stoa.stream.Listener;
import io.stoa.stream.Ports;
import io.stoa.stream.StreamAcceptor;
import io.stoa.stream.TlsContexts;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

import javax.net.ssl.SSLContext;

/** The port for clients that begin with TLS (XEP-0368 §3). Thread-safe. */
@Component(configurationPid = "io.stoa.net.mina", immediate = true)
public final class DirectTlsPort implements Listener {

    private static final String KEY = "io.stoa.net.mina:tls.port";

    private final Port port;
    private final StreamAcceptor streams;

    /** Without it nobody is let in; those who are in stay. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable TlsContexts contexts;

    /** Opens the port. */
    @Activate
    public DirectTlsPort(
            @Reference(policyOption = GREEDY) IoThreads threads,
            @Reference(policyOption = GREEDY) StreamAcceptor streams,
            @Reference(policyOption = GREEDY) Schedule schedule,
            MinaConfig config) {
        this.streams = streams;
        MinaHandler handler =
                new MinaHandler(
                        connection -> streams.accept(connection, Entry.CLIENT),
                        schedule,
                        threads.buffers(),
                        Optional.of(this::context),
                        config.connections());
        this.port =
                new Port(
                        threads,
                        handler,
                        config,
                        new Ports.Where(config.address(), config.tls_port(), true, KEY));
    }

    private Optional<SSLContext> context() {
        TlsContexts present = contexts;
        return present == null ? Optional.empty() : present.of("");
    }

    /** Closes the port, then its streams in good order; those of the other port stay. */
    @Deactivate
    public void stop() {
        port.close();
        streams.shutdown(port.intakes());
        port.dispose();
    }

    @Override
    public String name() {
        return "c2s-tls";
    }

    @Override
    public String address() {
        return port.address();
    }

    @Override
    public int port() {
        return port.port();
    }

    @Override
    public String key() {
        return KEY;
    }
}
