package io.stoa.service.muc.live;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The form in which a room goes to the next version of the bundle: only what both versions share,
 * as it is, for while thousands of occupants are handed over everybody waits. Stateless.
 */
final class HandedRoom {

    private HandedRoom() {}

    /** A room with who is in it and what was said lately. */
    static List<Object> of(LiveRoom room) {
        List<List<Object>> seats = new ArrayList<>();
        for (Seat seat : room.seats()) {
            seats.add(seat(seat.address(), seat.role(), new LinkedHashMap<>(seat.presences())));
        }
        return room(room.address(), room.creator(), room.locked(), seats, room.history().all());
    }

    /** A room that has not come into memory since the last time. */
    static List<Object> of(BareJid address, Sleeping room) {
        List<List<Object>> seats =
                room.seats().stream()
                        .map(
                                it ->
                                        seat(
                                                it.occupant(),
                                                it.role(),
                                                Map.of(it.session(), it.presence())))
                        .toList();
        return room(address, room.creator(), room.locked(), seats, room.said());
    }

    private static List<Object> room(
            BareJid address,
            BareJid creator,
            boolean locked,
            List<List<Object>> seats,
            List<Message> said) {
        return List.of(address, creator, locked, List.copyOf(seats), List.copyOf(said));
    }

    private static List<Object> seat(
            FullJid occupant, Role role, Map<FullJid, Presence> presences) {
        return List.of(occupant, role, presences);
    }

    /**
     * Returns the address of a room that was handed over.
     *
     * @throws IllegalArgumentException when it is no room
     */
    static BareJid address(Object room) {
        if (room instanceof List<?> parts
                && parts.size() == 5
                && parts.getFirst() instanceof BareJid address) {
            return address;
        }
        throw refused();
    }

    /**
     * Reads a room.
     *
     * @throws IllegalArgumentException when it is no room
     */
    static Sleeping sleeping(List<?> room) {
        if (room.get(1) instanceof BareJid creator
                && room.get(2) instanceof Boolean locked
                && room.get(3) instanceof List<?> seats
                && room.get(4) instanceof List<?> said) {
            List<Taken> taken = new ArrayList<>();
            seats.forEach(it -> seat(it, taken));
            return new Sleeping(
                    creator, locked, taken, said.stream().map(Message.class::cast).toList(), true);
        }
        throw refused();
    }

    private static void seat(Object seat, List<Taken> taken) {
        if (seat instanceof List<?> parts
                && parts.size() == 3
                && parts.get(0) instanceof FullJid occupant
                && parts.get(1) instanceof Role role
                && parts.get(2) instanceof Map<?, ?> presences) {
            presences.forEach(
                    (session, presence) ->
                            taken.add(
                                    new Taken(
                                            occupant,
                                            (FullJid) session,
                                            role,
                                            (Presence) presence)));
            return;
        }
        throw refused();
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "what is handed over is no room: its address, creator, whether it is locked, seats"
                        + " and history");
    }
}
