package io.stoa.service.muc;

import io.stoa.bus.Context;
import io.stoa.jid.Jid;
import io.stoa.service.muc.handler.RoomLife;
import io.stoa.service.muc.room.Addresses;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqSet;

import java.util.Optional;

/**
 * The server itself founds a room without entering it, for an administrator: it asks for the
 * default configuration of a room that is not there, as §10.1.2 has it, and names the owner.
 * Stateless.
 */
final class Founding {

    private Founding() {}

    static Optional<Turn> of(House house, IqRequest request, Jid from, Context context) {
        String owner = request.payload().attribute("owner");
        boolean founds =
                request instanceof IqSet
                        && request.payload().is(Muc.OWNER, "query")
                        && house.isServer(from.bare(), context.self().domain())
                        && !owner.isEmpty();
        return founds
                ? Optional.of(
                        new Turn(
                                house,
                                RoomLife.create(house, context.self(), Addresses.bare(owner)),
                                context))
                : Optional.empty();
    }
}
