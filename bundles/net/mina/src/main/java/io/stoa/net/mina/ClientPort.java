package io.stoa.net.mina;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.stream.Entry;
import io.stoa.stream.Listener;
import io.stoa.stream.Ports;
import io.stoa.stream.StreamAcceptor;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

import java.util.Optional;

/** The port for clients, in clear until STARTTLS (RFC 6120 §3). Thread-safe. */
@Component(configurationPid = "io.stoa.net.mina", immediate = true)
@Designate(ocd = MinaConfig.class)
public final class ClientPort implements Listener {

    private static final String KEY = "io.stoa.net.mina:port";

    private final Port port;
    private final StreamAcceptor streams;

    /** Opens the port. */
    @Activate
    public ClientPort(
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
                        Optional.empty(),
                        config.connections());
        this.port =
                new Port(
                        threads,
                        handler,
                        config,
                        new Ports.Where(config.address(), config.port(), false, KEY));
    }

    /** Closes the port, then its streams in good order (RFC 6120 §4.9.3.19). */
    @Deactivate
    public void stop() {
        port.close();
        streams.shutdown(port.intakes());
        port.dispose();
    }

    @Override
    public String name() {
        return "c2s";
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
