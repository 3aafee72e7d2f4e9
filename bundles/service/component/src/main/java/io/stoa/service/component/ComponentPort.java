package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.stream.Listener;
import io.stoa.stream.Ports;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The port for components in clear. Thread-safe. */
@Component(
        configurationPid = "io.stoa.service.component",
        service = {ComponentPort.class, Listener.class},
        immediate = true)
public final class ComponentPort implements Listener {

    private final PortHolder port;

    /** Opens the port, if a component is expected. */
    @Activate
    public ComponentPort(
            @Reference(policyOption = GREEDY) Ports ports,
            @Reference(policyOption = GREEDY) ComponentProtocol protocol,
            @Reference(policyOption = GREEDY) Registrations registrations,
            ComponentConfig config) {
        this.port =
                new PortHolder(
                        ports,
                        protocol,
                        new Ports.Where(
                                config.address(),
                                config.port(),
                                false,
                                "io.stoa.service.component:port"));
        port.open(!registrations.all().isEmpty());
    }

    PortHolder holder() {
        return port;
    }

    /** Closes the port, and the streams that came by it in good order. */
    @Deactivate
    public void stop() {
        port.open(false);
    }

    @Override
    public String name() {
        return "component";
    }

    @Override
    public String address() {
        return port.address();
    }

    @Override
    public int port() {
        return port.number();
    }

    @Override
    public String key() {
        return port.key();
    }
}
