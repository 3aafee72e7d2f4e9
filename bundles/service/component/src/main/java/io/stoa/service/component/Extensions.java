package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.component.ComponentExtension;
import io.stoa.jid.BareJid;
import io.stoa.lifecycle.Lease;
import io.stoa.lifecycle.Leases;
import io.stoa.stanza.Stanza;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who adds to what components may do, each called by its lease: one that fails is not a failure of
 * the component's stream. Thread-safe; blocks as long as they do.
 */
@Component(service = Extensions.class)
public final class Extensions {

    private final Leases leases;
    private final List<Lease<ComponentExtension>> plugged = new CopyOnWriteArrayList<>();
    private final Set<BareJid> connected = ConcurrentHashMap.newKeySet();

    /** Takes who makes leases. */
    @Activate
    public Extensions(@Reference(policyOption = GREEDY) Leases leases) {
        this.leases = leases;
    }

    /** Takes an extension, and tells it of the components that are connected. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindExtension(ComponentExtension extension, Map<String, Object> properties) {
        Lease<ComponentExtension> lease = leases.of("component", extension, properties);
        plugged.add(lease);
        connected.forEach(component -> tell(lease, component, true));
    }

    /** Withdraws an extension. */
    public void unbindExtension(ComponentExtension extension) {
        for (Lease<ComponentExtension> lease : plugged) {
            if (lease.isOf(extension)) {
                lease.close(() -> plugged.remove(lease));
            }
        }
    }

    private static void tell(
            Lease<ComponentExtension> lease, BareJid component, boolean connected) {
        lease.call(
                it -> {
                    if (connected) {
                        it.connected(component);
                    } else {
                        it.disconnected(component);
                    }
                    return true;
                },
                false,
                error -> false);
    }

    void connected(String domain) {
        BareJid component = BareJid.ofDomain(domain);
        connected.add(component);
        plugged.forEach(lease -> tell(lease, component, true));
    }

    void disconnected(String domain) {
        BareJid component = BareJid.ofDomain(domain);
        connected.remove(component);
        plugged.forEach(lease -> tell(lease, component, false));
    }

    /** An administrator has removed a component, or all under a wildcard. */
    void removed(String domain) {
        for (Lease<ComponentExtension> lease : plugged) {
            lease.call(
                    it -> {
                        it.removed(BareJid.ofDomain(domain));
                        return true;
                    },
                    false,
                    error -> false);
        }
    }

    /** Lets an extension take a stanza; one that fails has not taken it. */
    boolean take(Stanza stanza, String domain) {
        BareJid component = BareJid.ofDomain(domain);
        for (Lease<ComponentExtension> lease : plugged) {
            if (lease.state("") == Lease.State.HELD) {
                // in vain is as good as not there
                lease.await();
            }
            if (lease.call(it -> it.take(stanza, component), false, error -> false)) {
                return true;
            }
        }
        return false;
    }
}
