package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** By which ports components come. Thread-safe; may block. */
@Component(service = Ways.class)
public final class Ways {

    private final Registrations registrations;
    private final List<PortHolder> ports;

    /** Takes the ports. */
    @Activate
    public Ways(
            @Reference(policyOption = GREEDY) Registrations registrations,
            @Reference(policyOption = GREEDY) ComponentPort plain,
            @Reference(policyOption = GREEDY) ComponentTlsPort tls) {
        this.registrations = registrations;
        this.ports = List.of(plain.holder(), tls.holder());
    }

    /** Opens the ports when there is a component, and closes them when there is none. */
    void open() {
        boolean wanted = !registrations.all().isEmpty();
        try {
            ports.forEach(port -> port.open(wanted));
        } catch (IllegalStateException failure) {
            throw new AdminException(String.valueOf(failure.getMessage()));
        }
    }

    /** Returns where components connect. */
    SequencedMap<String, String> facts() {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("address", ports.getFirst().address());
        facts.put("port", String.valueOf(ports.getFirst().number()));
        facts.put("tls.port", String.valueOf(ports.getLast().number()));
        return facts;
    }
}
