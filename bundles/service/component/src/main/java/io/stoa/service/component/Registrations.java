package io.stoa.service.component;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Seal;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which components may connect, and their secrets. All are in memory, so that to ask never blocks;
 * to change them does. Thread-safe.
 */
@Component(service = Registrations.class)
public final class Registrations {

    static final StoreSpec<Registration> STORE =
            new StoreSpec<>(
                    "component",
                    1,
                    new Codec<>(
                            Registration::store,
                            (element, version) -> Registration.restore(element)));

    /** They belong to the server, not to one of its domains: no account has this name. */
    private static final BareJid OWNER = BareJid.ofDomain("components");

    private final Items<Registration> store;
    private final Seal seal;
    private final NavigableMap<String, Registration> known = new ConcurrentSkipListMap<>();

    /** Reads which there are. */
    @Activate
    public Registrations(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Seal seal) {
        this.store = storage.items(STORE);
        this.seal = seal;
        known.putAll(store.all(OWNER));
    }

    /** Finds a component by its name. */
    Optional<Registration> named(String name) {
        return Optional.ofNullable(known.get(name));
    }

    /** Finds who may speak for a domain: itself, else the closest wildcard. */
    Optional<Registration> covering(String domain) {
        Optional<Registration> found = named(domain);
        String above = Registration.above(domain);
        while (found.isEmpty() && !above.isEmpty()) {
            found = named(above);
            above = Registration.above(above.substring(2));
        }
        return found;
    }

    List<Registration> all() {
        return List.copyOf(known.values());
    }

    /** Returns the secret; to be forgotten as soon as it was compared. */
    String secret(Registration registration) {
        return seal.open(Registration.purpose(registration.name()), registration.sealed());
    }

    /** Adds a component, or gives one another secret. May block. */
    void put(String name, String secret) {
        String sealed = seal.seal(Registration.purpose(name), secret);
        Registration added = new Registration(name, sealed, Instant.now());
        store.put(OWNER, name, added);
        known.put(name, added);
    }

    /** Removes a component. May block. */
    void remove(String name) {
        store.remove(OWNER, name);
        known.remove(name);
    }
}
