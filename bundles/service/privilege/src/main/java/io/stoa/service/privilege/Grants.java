package io.stoa.service.privilege;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

/**
 * What is granted to which component. All is in memory, so that to ask never blocks; to change it
 * does. Thread-safe.
 */
@Component(service = Grants.class)
public final class Grants {

    static final StoreSpec<Grant> STORE =
            new StoreSpec<>(
                    "privilege",
                    1,
                    new Codec<>(Grant::toElement, (element, version) -> Grant.restore(element)));

    /** They belong to the server, not to one of its domains: no account has this name. */
    private static final BareJid OWNER = BareJid.ofDomain("components");

    private final Items<Grant> store;
    private final NavigableMap<String, Grant> known = new ConcurrentSkipListMap<>();

    /** Reads what is granted. */
    @Activate
    public Grants(@Reference(policyOption = GREEDY) Storage storage) {
        this.store = storage.items(STORE);
        known.putAll(store.all(OWNER));
    }

    /** What a component may do; nothing, unless it was granted. */
    Grant of(BareJid component) {
        return known.getOrDefault(component.domain(), Grant.NOTHING);
    }

    Map<String, Grant> all() {
        return Map.copyOf(known);
    }

    /** The components to which something is granted. */
    List<BareJid> with(Predicate<Grant> what) {
        return known.entrySet().stream()
                .filter(it -> what.test(it.getValue()))
                .map(it -> BareJid.ofDomain(it.getKey()))
                .toList();
    }

    /** Tells whether anything is granted to anybody; cheap. */
    boolean any(Predicate<Grant> what) {
        for (Grant grant : known.values()) {
            if (what.test(grant)) {
                return true;
            }
        }
        return false;
    }

    /** Grants exactly this, from now on. May block. */
    void put(BareJid component, Grant grant) {
        String domain = component.domain();
        if (grant.nothing()) {
            store.remove(OWNER, domain);
            known.remove(domain);
        } else {
            store.put(OWNER, domain, grant);
            known.put(domain, grant);
        }
    }
}
