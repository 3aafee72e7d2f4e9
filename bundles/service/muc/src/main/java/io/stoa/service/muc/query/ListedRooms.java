package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.muc.PublicRoom;
import io.stoa.muc.RoomService;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.store.Listing;

import java.util.Map;
import java.util.stream.Stream;

/**
 * A service as other features see it that answer for it.
 *
 * @param house what all rooms share
 * @param address the address of the service
 */
record ListedRooms(House house, BareJid address) implements RoomService {

    @Override
    public Stream<PublicRoom> listed() {
        return house.store().directory().of(address.domain()).entrySet().stream()
                .map(it -> Map.entry(BareJid.of(it.getKey(), address.domain()), it.getValue()))
                .filter(it -> house.visible(it.getKey(), it.getValue()))
                .map(it -> shown(it.getKey(), it.getValue()));
    }

    private PublicRoom shown(BareJid room, Listing listing) {
        return new PublicRoom(
                room,
                listing.name(),
                listing.description(),
                listing.language(),
                house.rooms().occupants(room),
                listing.open(),
                listing.nonAnonymous());
    }
}
