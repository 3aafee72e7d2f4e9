package io.stoa.net.mina;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.stream.Listener;
import io.stoa.stream.StreamAcceptor;
import io.stoa.stream.TlsContexts;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

/** The port for clients that begin with TLS (XEP-0368 §3). Thread-safe. */
@Component(configurationPid = "io.stoa.net.mina", immediate = true)
public final class DirectTlsPort implements Listener {

    private static final String KEY = "io.stoa.net.mina:tls.port";

    private final Port port;
    private final StreamAcceptor streams;

    /** Opens the port. */
    @Activate
    public DirectTlsPort(
            @Reference(policyOption = GREEDY) IoThreads threads,
            @Reference(policyOption = GREEDY) StreamAcceptor streams,
            @Reference(policyOption = GREEDY) Schedule schedule,
            @Reference(policyOption = GREEDY) TlsContexts contexts,
            MinaConfig config) {
        this.streams = streams;
        MinaHandler.DirectTls tls = () -> contexts.of("");
        MinaHandler handler =
                new MinaHandler(streams, schedule, Optional.of(tls), config.connections());
        this.port = new Port(threads, handler, config, config.tls_port(), KEY);
    }

    /** Closes the port, then every stream in good order. */
    @Deactivate
    public void stop() {
        port.close();
        streams.shutdown();
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
