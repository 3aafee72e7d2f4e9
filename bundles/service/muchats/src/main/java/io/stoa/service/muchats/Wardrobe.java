package io.stoa.service.muchats;

import io.stoa.jid.BareJid;
import io.stoa.muc.Room;
import io.stoa.muc.RoomView;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The hats of a room and who wears them. All of it is kept with the room's own configuration: it is
 * durable, in memory with the room, and gone with it. Stateless.
 */
final class Wardrobe {

    /** The hats that there are. */
    private static final String HATS = "x-stoa-hats";

    /** Who wears any. */
    private static final String WEARERS = "x-stoa-hats-wearers";

    /** Followed by an account: the URIs of what it wears. */
    private static final String WORN = "x-stoa-hats-of ";

    private Wardrobe() {}

    static List<Hat> hats(RoomView room) {
        return room.setting(HATS).stream().map(Hat::of).toList();
    }

    static Optional<Hat> find(RoomView room, String uri) {
        return hats(room).stream().filter(it -> it.uri().equals(uri)).findFirst();
    }

    /** Returns who wears any hat, in the order of the first one's coming. */
    static List<BareJid> wearers(RoomView room) {
        return room.setting(WEARERS).stream().map(BareJid::parse).toList();
    }

    static List<BareJid> wearers(RoomView room, String uri) {
        return wearers(room).stream().filter(it -> uris(room, it).contains(uri)).toList();
    }

    /** Returns what an account wears, in the order in which it was given. */
    static List<Hat> worn(RoomView room, BareJid account) {
        List<String> uris = uris(room, account);
        if (uris.isEmpty()) {
            return List.of();
        }
        List<Hat> all = hats(room);
        return uris.stream()
                .flatMap(uri -> all.stream().filter(it -> it.uri().equals(uri)))
                .toList();
    }

    private static List<String> uris(RoomView room, BareJid account) {
        return room.setting(WORN + account);
    }

    /** Adds a hat, or changes the one with its URI where it stands. */
    static void put(Room room, Hat hat) {
        List<Hat> all = new ArrayList<>(hats(room));
        int at = all.stream().map(Hat::uri).toList().indexOf(hat.uri());
        if (at < 0) {
            all.add(hat);
        } else {
            all.set(at, hat);
        }
        room.set(HATS, all.stream().map(Hat::value).toList());
    }

    /** Destroys a hat, and takes it from whoever wears it. */
    static void remove(Room room, String uri) {
        wearers(room, uri).forEach(account -> take(room, account, uri));
        room.set(
                HATS,
                hats(room).stream().filter(it -> !it.uri().equals(uri)).map(Hat::value).toList());
    }

    static void give(Room room, BareJid account, String uri) {
        List<String> worn = new ArrayList<>(uris(room, account));
        if (worn.contains(uri)) {
            return;
        }
        worn.add(uri);
        List<String> wearers = new ArrayList<>(room.setting(WEARERS));
        if (!wearers.contains(account.toString())) {
            // first: what is in no list would never be found again
            wearers.add(account.toString());
            room.set(WEARERS, wearers);
        }
        room.set(WORN + account, worn);
    }

    static void take(Room room, BareJid account, String uri) {
        List<String> worn = new ArrayList<>(uris(room, account));
        worn.remove(uri);
        room.set(WORN + account, worn);
        if (worn.isEmpty()) {
            List<String> wearers = new ArrayList<>(room.setting(WEARERS));
            wearers.remove(account.toString());
            room.set(WEARERS, wearers);
        }
    }
}
