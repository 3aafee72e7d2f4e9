package io.stoa.negotiation.sasl;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.SaslMechanism;
import io.stoa.auth.SaslStream;
import io.stoa.stream.Negotiation;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The mechanisms that are plugged in. Thread-safe. */
@Component(service = Mechanisms.class)
public final class Mechanisms {

    private final List<SaslMechanism> plugged = new CopyOnWriteArrayList<>();

    /** Begins with none. */
    @Activate
    public Mechanisms() {}

    /** Adds a mechanism. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindMechanism(SaslMechanism mechanism) {
        plugged.add(mechanism);
    }

    /** Removes a mechanism. */
    public void unbindMechanism(SaslMechanism mechanism) {
        plugged.remove(mechanism);
    }

    /** A stream as mechanisms see it, with the names of those that can be offered on it. */
    SaslStream stream(Negotiation negotiation) {
        SaslStream bare =
                new SaslStream(
                        negotiation.domain(),
                        negotiation.secured(),
                        negotiation.tls(),
                        negotiation.peer(),
                        List.of());
        List<String> names =
                plugged.stream()
                        .filter(it -> it.offered(bare))
                        .sorted(Comparator.comparingInt(SaslMechanism::strength).reversed())
                        .map(SaslMechanism::name)
                        .toList();
        return new SaslStream(bare.domain(), bare.secured(), bare.tls(), bare.peer(), names);
    }

    /** Finds a mechanism by its name, which is case-sensitive (RFC 4422 §3.1). */
    Optional<SaslMechanism> find(String name) {
        return plugged.stream().filter(it -> it.name().equals(name)).findFirst();
    }
}
