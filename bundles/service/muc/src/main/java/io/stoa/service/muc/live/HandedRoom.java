package io.stoa.service.muc.live;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Memberships;
import io.stoa.service.muc.model.Seat;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The form in which a room goes to the next version of the bundle: only what both versions share,
 * as it is, for while thousands of occupants are handed over everybody waits. Stateless.
 */
final class HandedRoom {

    private static final int PARTS = 7;

    private HandedRoom() {}

    /** A room with who is in it and what was said lately. */
    static List<Object> of(LiveRoom room) {
        List<List<Object>> seats = new ArrayList<>();
        for (Seat seat : room.seats()) {
            seats.add(seat(seat.address(), seat.role(), new LinkedHashMap<>(seat.presences())));
        }
        return List.of(
                room.address(),
                room.creator(),
                room.locked(),
                List.copyOf(seats),
                List.copyOf(room.history().all()),
                kept(Kept.of(room)),
                room.voices().all());
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
        return List.of(
                address,
                room.creator(),
                room.locked(),
                seats,
                room.said(),
                room.kept().map(HandedRoom::kept).orElse(List.of()),
                room.voices());
    }

    private static List<Object> kept(Kept kept) {
        List<List<Object>> memberships = new ArrayList<>();
        for (Memberships.Entry entry : kept.memberships()) {
            Membership membership = entry.membership();
            memberships.add(
                    List.of(
                            entry.account(),
                            membership.affiliation(),
                            membership.nick(),
                            membership.reason(),
                            membership.paired()));
        }
        return List.of(kept.values(), kept.subject(), memberships);
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
                && parts.size() == PARTS
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
                && room.get(4) instanceof List<?> said
                && room.get(5) instanceof List<?> kept
                && room.get(6) instanceof Map<?, ?> voices) {
            List<Taken> taken = new ArrayList<>();
            seats.forEach(it -> seat(it, taken));
            return new Sleeping(
                    creator,
                    locked,
                    taken,
                    said.stream().map(Message.class::cast).toList(),
                    true,
                    kept(kept),
                    voices(voices));
        }
        throw refused();
    }

    private static Map<BareJid, Role> voices(Map<?, ?> voices) {
        Map<BareJid, Role> read = new LinkedHashMap<>();
        voices.forEach((account, role) -> read.put((BareJid) account, (Role) role));
        return read;
    }

    private static Optional<Kept> kept(List<?> kept) {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        if (kept.size() == 3
                && kept.get(0) instanceof Map<?, ?> values
                && kept.get(1) instanceof Optional<?> subject
                && kept.get(2) instanceof List<?> memberships) {
            Map<String, List<String>> said = new HashMap<>();
            values.forEach((field, all) -> said.put((String) field, texts((List<?>) all)));
            return Optional.of(
                    new Kept(
                            said,
                            subject.map(Message.class::cast),
                            memberships.stream().map(HandedRoom::membership).toList()));
        }
        throw refused();
    }

    private static List<String> texts(List<?> texts) {
        return texts.stream().map(String.class::cast).toList();
    }

    private static Memberships.Entry membership(Object entry) {
        if (entry instanceof List<?> parts
                && parts.size() == 5
                && parts.get(0) instanceof BareJid account
                && parts.get(1) instanceof Affiliation affiliation
                && parts.get(2) instanceof String nick
                && parts.get(3) instanceof String reason
                && parts.get(4) instanceof Boolean paired) {
            return new Memberships.Entry(
                    account, new Membership(affiliation, nick, reason, paired));
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
                "what is handed over is no room: its address, creator, whether it is locked, seats,"
                        + " history, what the storage has of it, and voices");
    }
}
