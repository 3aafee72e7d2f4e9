package io.stoa.info.disco;

import static org.osgi.service.component.annotations.ReferenceCardinality.MULTIPLE;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.DiscoProvider;
import io.stoa.bus.DiscoProvider.Query;
import io.stoa.bus.DomainService;
import io.stoa.bus.Target;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.AnyService;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is plugged in, as far as discovery tells of it: the features that services of any kind
 * declare, which come and go with them, the providers, and the services that own domains. Only the
 * properties of a service are looked at, so that nothing is activated on our behalf. Thread-safe.
 */
@Component(service = Catalogue.class)
public final class Catalogue {

    private static final String SERVER = "stoa.disco";
    private static final String ACCOUNT = "stoa.account.disco";

    /** Features in their order, each with the number of services that declare it. */
    private final ConcurrentSkipListMap<String, Integer> ofServer = new ConcurrentSkipListMap<>();

    private final ConcurrentSkipListMap<String, Integer> ofAccounts = new ConcurrentSkipListMap<>();
    private final List<DiscoProvider> providers = new CopyOnWriteArrayList<>();
    private final List<DomainService> services = new CopyOnWriteArrayList<>();

    /** Makes an empty catalogue. */
    @Activate
    public Catalogue() {}

    /** Adds the features that a service declares for the server. */
    @Reference(
            service = AnyService.class,
            target = "(" + SERVER + "=*)",
            cardinality = MULTIPLE,
            policy = DYNAMIC,
            policyOption = GREEDY)
    public void bindFeatures(Map<String, Object> properties) {
        each(properties.get(SERVER), feature -> ofServer.merge(feature, 1, Integer::sum));
    }

    /** Withdraws the features that a service declared for the server. */
    public void unbindFeatures(Map<String, Object> properties) {
        each(properties.get(SERVER), feature -> withdraw(ofServer, feature));
    }

    /** Adds the features that a service declares for accounts. */
    @Reference(
            service = AnyService.class,
            target = "(" + ACCOUNT + "=*)",
            cardinality = MULTIPLE,
            policy = DYNAMIC,
            policyOption = GREEDY)
    public void bindAccountFeatures(Map<String, Object> properties) {
        each(properties.get(ACCOUNT), feature -> ofAccounts.merge(feature, 1, Integer::sum));
    }

    /** Withdraws the features that a service declared for accounts. */
    public void unbindAccountFeatures(Map<String, Object> properties) {
        each(properties.get(ACCOUNT), feature -> withdraw(ofAccounts, feature));
    }

    /** Adds a provider. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindProvider(DiscoProvider provider) {
        providers.add(provider);
    }

    /** Withdraws a provider. */
    public void unbindProvider(DiscoProvider provider) {
        providers.remove(provider);
    }

    /** Adds a service that owns domains. */
    @Reference(cardinality = MULTIPLE, policy = DYNAMIC, policyOption = GREEDY)
    public void bindService(DomainService service) {
        services.add(service);
    }

    /** Withdraws a service that owned domains. */
    public void unbindService(DomainService service) {
        services.remove(service);
    }

    /** The declared features in their order. */
    Set<String> features(Target target) {
        return (target == Target.SERVER ? ofServer : ofAccounts).keySet();
    }

    /** The domains that services own. */
    Stream<String> domains() {
        return services.stream().flatMap(service -> service.domains().stream());
    }

    /** What providers tell of an entity or a node. */
    List<Element> info(Query query) {
        return providers.stream().flatMap(it -> it.info(query).stream()).toList();
    }

    /** The items that providers list. */
    List<Element> items(Query query) {
        return providers.stream().flatMap(it -> it.items(query).stream()).toList();
    }

    /** A node is known when a provider has anything to say about it. */
    boolean knows(Query query) {
        return query.node().isEmpty() || !info(query).isEmpty() || !items(query).isEmpty();
    }

    private static void withdraw(Map<String, Integer> features, String feature) {
        features.computeIfPresent(feature, (name, count) -> count == 1 ? null : count - 1);
    }

    private static void each(@Nullable Object property, Consumer<String> action) {
        if (property instanceof String[] several) {
            List.of(several).forEach(action);
        } else if (property instanceof String one) {
            action.accept(one);
        }
    }
}
