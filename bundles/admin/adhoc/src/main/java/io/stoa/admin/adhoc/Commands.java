package io.stoa.admin.adhoc;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Administration;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaException;

import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.Optional;

/**
 * Knows the commands, and asks for them only when one is wanted. The bus takes our handler while it
 * starts, some commands need the bus, and so the commands must not be needed by the handler.
 * Thread-safe.
 */
@Component(service = Commands.class)
public final class Commands {

    /** Who has the commands; the service is empty until it was asked for. */
    private record Bound(
            ComponentServiceObjects<Administration> objects, Optional<Administration> service) {}

    private volatile Optional<Bound> bound = Optional.empty();

    /** Knows none yet. */
    @Activate
    public Commands() {}

    /** Takes who has the commands. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    public void bindAdministration(ComponentServiceObjects<Administration> administration) {
        bound = Optional.of(new Bound(administration, Optional.empty()));
    }

    /** Forgets who had the commands, unless another has come meanwhile. */
    public void unbindAdministration(ComponentServiceObjects<Administration> administration) {
        bound = bound.filter(now -> !now.objects().equals(administration));
    }

    /**
     * Returns the commands.
     *
     * @throws StanzaException when nobody has any
     */
    Administration get() {
        Optional<Bound> now = bound;
        return now.flatMap(Bound::service)
                .or(() -> now.flatMap(this::ask))
                .orElseThrow(() -> new StanzaException(Condition.SERVICE_UNAVAILABLE));
    }

    private Optional<Administration> ask(Bound asked) {
        ComponentServiceObjects<Administration> objects = asked.objects();
        Optional<Administration> service = Optional.ofNullable(objects.getService());
        bound = bound.map(it -> it.objects().equals(objects) ? new Bound(objects, service) : it);
        return service;
    }
}
