package io.stoa.service.muc.live;

import io.stoa.jid.FullJid;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.Seat;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;

import java.util.Optional;

/** The form in which occupants are kept with their sessions. Stateless. */
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
}
