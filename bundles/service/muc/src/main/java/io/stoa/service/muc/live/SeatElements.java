package io.stoa.service.muc.live;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The form in which occupants are handed over and kept with their sessions. Stateless. */
final class SeatElements {

    static final String NS = "stoa:muc";

    private SeatElements() {}

    /** One session in a room. */
    static Element seat(Seat seat, FullJid session, Presence presence) {
        return seat(new Taken(seat.address(), session, seat.role(), presence));
    }

    private static Element seat(Taken taken) {
        return Element.of(NS, "seat", taken.presence().toElement())
                .with("occupant", taken.occupant().toString())
                .with("session", taken.session().toString())
                .with("role", taken.role().wire());
    }

    static Optional<Taken> read(Element seat) {
        Optional<Presence> presence =
                seat.elements()
                        .findFirst()
                        .map(Stanza::from)
                        .filter(Presence.class::isInstance)
                        .map(Presence.class::cast);
        return presence.flatMap(
                shown ->
                        Role.of(seat.attribute("role"))
                                .map(
                                        role ->
                                                new Taken(
                                                        FullJid.parse(seat.attribute("occupant")),
                                                        FullJid.parse(seat.attribute("session")),
                                                        role,
                                                        shown)));
    }

    /** A room with who is in it and what was said lately. */
    static Element room(LiveRoom room) {
        List<Node> children = new ArrayList<>();
        for (Seat seat : room.seats()) {
            seat.presences().forEach((session, shown) -> children.add(seat(seat, session, shown)));
        }
        room.history()
                .all()
                .forEach(message -> children.add(Element.of(NS, "said", message.toElement())));
        return room(room.address(), room.creator(), room.locked(), children);
    }

    /** A room that has not come into memory since the last time. */
    static Element room(BareJid address, Sleeping room) {
        List<Node> children = new ArrayList<>();
        room.seats().forEach(taken -> children.add(seat(taken)));
        room.said().forEach(message -> children.add(Element.of(NS, "said", message.toElement())));
        return room(address, room.creator(), room.locked(), children);
    }

    private static Element room(
            BareJid address, BareJid creator, boolean locked, List<Node> children) {
        return Element.of(NS, "room", List.of(), children)
                .with("jid", address.toString())
                .with("creator", creator.toString())
                .with("locked", Boolean.toString(locked));
    }

    static Sleeping sleeping(Element room) {
        List<Taken> seats = room.elements(NS, "seat").flatMap(it -> read(it).stream()).toList();
        List<Message> said =
                room.elements(NS, "said")
                        .flatMap(Element::elements)
                        .map(Stanza::from)
                        .flatMap(SeatElements::message)
                        .toList();
        return new Sleeping(
                BareJid.parse(room.attribute("creator")),
                Boolean.parseBoolean(room.attribute("locked")),
                seats,
                said,
                true);
    }

    private static Stream<Message> message(Stanza stanza) {
        return stanza instanceof Message message ? Stream.of(message) : Stream.empty();
    }

    static Jid address(Element room) {
        return Jid.parse(room.attribute("jid"));
    }
}
