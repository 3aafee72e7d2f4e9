package io.stoa.service.muc.store;

import io.stoa.jid.BareJid;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;

import java.util.List;

/**
 * In which rooms an account of this server has been given something: the account's half of its
 * affiliations. It goes with the account, as everything does that is stored for it, whether rooms
 * are there at that moment or not; whoever registers the name anew has none. Thread-safe; may
 * block.
 */
public final class AccountHalves {

    static final StoreSpec<Element> STORE =
            new StoreSpec<>("muc-account", 1, new Codec<>(half -> half, (half, version) -> half));

    private static final Element HALF = Element.of(RoomElements.NS, "room");

    private final Items<Element> items;

    /** Opens the store. */
    public AccountHalves(Storage storage) {
        this.items = storage.items(STORE);
    }

    /** Gives an account its half. */
    public void put(BareJid account, BareJid room) {
        items.put(account, room.toString(), HALF);
    }

    /** Tells whether an account still is the one that was given something. */
    public boolean has(BareJid account, BareJid room) {
        return items.get(account, room.toString()).isPresent();
    }

    /** Returns the rooms. */
    public List<BareJid> rooms(BareJid account) {
        return items.all(account).keySet().stream().map(BareJid::parse).toList();
    }

    void remove(BareJid account, BareJid room) {
        items.remove(account, room.toString());
    }
}
