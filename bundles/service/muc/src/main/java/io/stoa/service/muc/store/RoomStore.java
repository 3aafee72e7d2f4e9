package io.stoa.service.muc.store;

import io.stoa.jid.BareJid;
import io.stoa.service.muc.model.Limits;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Settings;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Keeps rooms: configuration, subject, affiliations. Thread-safe; may block. */
public final class RoomStore {

    static final StoreSpec<RoomElements.Kept> ROOMS =
            new StoreSpec<>(
                    "muc-room",
                    1,
                    new Codec<>(
                            RoomElements::write, (element, version) -> RoomElements.read(element)));

    static final StoreSpec<Membership> MEMBERSHIPS =
            new StoreSpec<>(
                    "muc-affiliation",
                    1,
                    new Codec<>(
                            RoomElements::write,
                            (element, version) -> RoomElements.readMembership(element)));

    private final Storage storage;
    private final Documents<RoomElements.Kept> rooms;
    private final Items<Membership> memberships;
    private final AccountHalves halves;
    private final Directory directory;
    private final Predicate<String> ours;

    /**
     * Opens the stores.
     *
     * @param ours whether the accounts of a domain are stored here, too
     */
    public RoomStore(Storage storage, Predicate<String> ours) {
        this.storage = storage;
        this.ours = ours;
        this.halves = new AccountHalves(storage);
        this.rooms = storage.documents(ROOMS);
        this.memberships = storage.items(MEMBERSHIPS);
        this.directory = new Directory(storage);
    }

    /** Returns which rooms there are. */
    public Directory directory() {
        return directory;
    }

    /** Reads a room. */
    public Optional<LiveRoom> load(
            BareJid address, Map<String, List<String>> defaults, Limits limits) {
        if (directory.find(address).isEmpty()) {
            return Optional.empty();
        }
        return rooms.get(address)
                .map(
                        kept -> {
                            LiveRoom room =
                                    new LiveRoom(
                                            address,
                                            kept.creator(),
                                            new Settings(kept.values(), defaults),
                                            limits);
                            kept.subject().ifPresent(room::subject);
                            memberships
                                    .all(address)
                                    .forEach(
                                            (account, membership) ->
                                                    room.memberships()
                                                            .put(
                                                                    BareJid.parse(account),
                                                                    membership));
                            return room;
                        });
    }

    /** Returns what a room's owner has said of a field; empty for nothing, and for no room. */
    public List<String> said(BareJid room, String field) {
        return directory.find(room).isEmpty()
                ? List.of()
                : rooms.get(room)
                        .map(kept -> kept.values().getOrDefault(field, List.of()))
                        .orElse(List.of());
    }

    /** Keeps a room's configuration and subject. */
    public void save(LiveRoom room) {
        RoomElements.Kept kept =
                new RoomElements.Kept(room.creator(), room.settings().values(), room.subject());
        rooms.update(room.address(), earlier -> Optional.of(kept));
        list(room);
    }

    /** Keeps what the directory tells of a room, if it tells anything else. */
    public void list(LiveRoom room) {
        directory.put(room.address(), Listing.of(room));
    }

    /** Keeps an account's affiliation with a room. */
    public void save(LiveRoom room, BareJid account) {
        Membership membership = room.memberships().own(account);
        if (membership.blank()) {
            memberships.remove(room.address(), account.toString());
            return;
        }
        if (membership.given() && ours(account)) {
            // first: without it the affiliation is worth nothing
            halves.put(account, room.address());
            membership = membership.inPair();
            room.memberships().put(account, membership);
        }
        memberships.put(room.address(), account.toString(), membership);
    }

    /** Tells whether an account is one of this server's. */
    public boolean ours(BareJid account) {
        return !account.local().isEmpty() && ours.test(account.domain());
    }

    /** Returns what accounts hold of their affiliations. */
    public AccountHalves halves() {
        return halves;
    }

    /** Keeps a new room as a whole. */
    public void saveAll(LiveRoom room) {
        save(room);
        room.memberships().list().forEach(entry -> save(room, entry.account()));
    }

    /** Erases whatever any feature keeps for a room. */
    public void erase(BareJid room) {
        directory.remove(room);
        memberships
                .all(room)
                .forEach(
                        (account, membership) -> {
                            if (membership.paired()) {
                                halves.remove(BareJid.parse(account), room);
                            }
                        });
        storage.erase(room);
    }
}
