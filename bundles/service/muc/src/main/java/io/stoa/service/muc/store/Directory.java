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
    private final Map<String, ConcurrentSkipListMap<String, Listing>> services =
            new ConcurrentHashMap<>();

    Directory(Storage storage) {
        this.items = storage.items(STORE);
    }

    /** Returns the rooms of a service by their localparts; it changes while it is read. */
    public ConcurrentSkipListMap<String, Listing> of(String service) {
        ConcurrentSkipListMap<String, Listing> known = services.get(service);
        if (known != null) {
            return known;
        }
        ConcurrentSkipListMap<String, Listing> read =
                new ConcurrentSkipListMap<>(items.all(BareJid.ofDomain(service)));
        ConcurrentSkipListMap<String, Listing> earlier = services.putIfAbsent(service, read);
        return earlier == null ? read : earlier;
    }

    /** Tells whether there is a room. */
    public Optional<Listing> find(BareJid room) {
        return Optional.ofNullable(of(room.domain()).get(room.local()));
    }

    /** Counts the rooms that an account has created. */
    public long createdBy(BareJid account, String service) {
        return of(service).values().stream().filter(it -> it.creator().equals(account)).count();
    }

    void put(BareJid room, Listing listing) {
        if (find(room).filter(listing::equals).isEmpty()) {
            items.put(BareJid.ofDomain(room.domain()), room.local(), listing);
            of(room.domain()).put(room.local(), listing);
        }
    }

    void remove(BareJid room) {
        items.remove(BareJid.ofDomain(room.domain()), room.local());
        of(room.domain()).remove(room.local());
    }
}
