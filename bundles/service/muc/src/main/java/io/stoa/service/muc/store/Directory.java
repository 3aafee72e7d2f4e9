package io.stoa.service.muc.store;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Which rooms there are, by service: read once, kept in memory from then on, written through.
 * Thread-safe; may block.
 */
public final class Directory {

    static final StoreSpec<Listing> STORE =
            new StoreSpec<>(
                    "muc-directory",
                    1,
                    new Codec<>(
                            RoomElements::write,
                            (element, version) -> RoomElements.readListing(element)));

    private final Items<Listing> items;
    private final Map<String, Service> services = new ConcurrentHashMap<>();

    /** The rooms of a service, and how many of them each account has created. */
    private record Service(
            ConcurrentSkipListMap<String, Listing> rooms,
            ConcurrentHashMap<BareJid, Integer> created) {

        Service(Map<String, Listing> read) {
            this(new ConcurrentSkipListMap<>(read), new ConcurrentHashMap<>());
            read.values().forEach(this::add);
        }

        void put(String local, Listing listing) {
            Listing before = rooms.put(local, listing);
            if (before != null) {
                subtract(before);
            }
            add(listing);
        }

        void remove(String local) {
            Listing before = rooms.remove(local);
            if (before != null) {
                subtract(before);
            }
        }

        private void add(Listing listing) {
            created.merge(listing.creator(), 1, Integer::sum);
        }

        private void subtract(Listing listing) {
            created.computeIfPresent(
                    listing.creator(), (creator, count) -> count > 1 ? count - 1 : null);
        }
    }

    Directory(Storage storage) {
        this.items = storage.items(STORE);
    }

    /** Returns the rooms of a service by their localparts; it changes while it is read. */
    public ConcurrentSkipListMap<String, Listing> of(String service) {
        return service(service).rooms();
    }

    private Service service(String name) {
        Service known = services.get(name);
        if (known != null) {
            return known;
        }
        Service read = new Service(items.all(BareJid.ofDomain(name)));
        Service earlier = services.putIfAbsent(name, read);
        return earlier == null ? read : earlier;
    }

    /** Tells whether there is a room. */
    public Optional<Listing> find(BareJid room) {
        return Optional.ofNullable(of(room.domain()).get(room.local()));
    }

    /** Counts the rooms that an account has created. */
    public int createdBy(BareJid account, String service) {
        return service(service).created().getOrDefault(account, 0);
    }

    void put(BareJid room, Listing listing) {
        if (find(room).filter(listing::equals).isEmpty()) {
            items.put(BareJid.ofDomain(room.domain()), room.local(), listing);
            service(room.domain()).put(room.local(), listing);
        }
    }

    void remove(BareJid room) {
        items.remove(BareJid.ofDomain(room.domain()), room.local());
        service(room.domain()).remove(room.local());
    }
}
