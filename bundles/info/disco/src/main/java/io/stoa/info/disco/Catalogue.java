package io.stoa.info.disco;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.DiscoProvider;
import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.DomainService;
import io.stoa.bus.Target;
import io.stoa.lifecycle.Availability;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is plugged in, as far as discovery tells of it: the features that services of any kind
 * declare, which come and go with them, the providers, and the services that own domains. Only the
 * properties of a service are looked at, so that nothing is activated on our behalf. What is
 * switched off for a domain, or in quarantine, is not told of there. Thread-safe.
 */
@Component(service = Catalogue.class)
public final class Catalogue {

    private static final String SERVER = "stoa.disco";
    private static final String ACCOUNT = "stoa.account.disco";

    /** The properties of the services that declare features. */
    private final List<Map<String, Object>> declared = new CopyOnWriteArrayList<>();

    private final Map<DiscoProvider, Map<String, Object>> providers = new ConcurrentHashMap<>();
    private final Map<DomainService, Map<String, Object>> services = new ConcurrentHashMap<>();
    private final Availability availability;

    /** Makes an empty catalogue. */
    @Activate
    public Catalogue(@Reference(policyOption = GREEDY) Availability availability) {
        this.availability = availability;
    }

    /** Adds the features that a service declares. */
    @Reference(
            service = AnyService.class,
            target = "(|(" + SERVER + "=*)(" + ACCOUNT + "=*))",
            cardinality = MULTIPLE,
            policy = DYNAMIC,
            policyOption = GREEDY)
    public void bindFeatures(Map<String, Object> properties) {
        declared.add(Map.copyOf(properties));
    }

    /** Withdraws the features that a service declared. */
    public void unbindFeatures(Map<String, Object> properties) {
        declared.removeIf(it -> service(it).equals(service(properties)));
    }

    /** What tells a service from all others; outside of a container it has no number. */
    private static Object service(Map<String, Object> properties) {
        Object component = properties.getOrDefault("component.name", "");
        return properties.getOrDefault("service.id", component);
    }

    /** Adds a provider. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindProvider(DiscoProvider provider, Map<String, Object> properties) {
        providers.put(provider, Map.copyOf(properties));
    }

    /** Withdraws a provider. */
    public void unbindProvider(DiscoProvider provider) {
        providers.remove(provider);
    }

    /** Adds a service that owns domains. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(DomainService service, Map<String, Object> properties) {
        services.put(service, Map.copyOf(properties));
    }

    /** Withdraws a service that owned domains. */
    public void unbindService(DomainService service) {
        services.remove(service);
    }

    /** The features declared by what serves a domain, in their order. */
    NavigableSet<String> features(Target target, String domain) {
        String key = target == Target.SERVER ? SERVER : ACCOUNT;
        NavigableSet<String> features = new TreeSet<>();
        for (Map<String, Object> properties : declared) {
            if (properties.containsKey(key) && availability.available(properties, domain)) {
                each(properties.get(key), features::add);
            }
        }
        return features;
    }

    /** The domains of services that serve a domain of ours. */
    Stream<String> domains(String domain) {
        return serving(services, domain).flatMap(service -> service.domains().stream());
    }

    /** What providers tell of an entity or a node. */
    List<Element> info(Query query) {
        return serving(providers, query.entity().domain())
                .flatMap(it -> it.info(query).stream())
                .toList();
    }

    /** The items that providers list. */
    List<Element> items(Query query) {
        return serving(providers, query.entity().domain())
                .flatMap(it -> it.items(query).stream())
                .toList();
    }

    private <S> Stream<S> serving(Map<S, Map<String, Object>> all, String domain) {
        return all.entrySet().stream()
                .filter(it -> availability.available(it.getValue(), domain))
                .map(Map.Entry::getKey);
    }

    /** A node is known when a provider has anything to say about it. */
    boolean knows(Query query) {
        return query.node().isEmpty() || !info(query).isEmpty() || !items(query).isEmpty();
    }

    private static void each(@Nullable Object property, Consumer<String> action) {
        if (property instanceof String[] several) {
            List.of(several).forEach(action);
        } else if (property instanceof String one) {
            action.accept(one);
        }
    }
}
