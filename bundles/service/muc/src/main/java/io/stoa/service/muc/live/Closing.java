package io.stoa.service.muc.live;

import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Seat;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says farewell when the service stops (XEP-0045 §16.2). Who waits to be resumed stays, for the
 * process may end and begin, and is told of those who go. Who is of elsewhere is told when the
 * service is back.
 */
final class Closing {

    private static final String USER = "http://jabber.org/protocol/muc#user";

    private final Sessions sessions;
    private final Occupancies occupancies;
    private final LiveRoom room;

    Closing(Sessions sessions, Occupancies occupancies, LiveRoom room) {
        this.sessions = sessions;
        this.occupancies = occupancies;
        this.room = room;
    }

    void farewell() {
        List<Session> staying = new ArrayList<>();
        List<Seat> going = new ArrayList<>();
        for (Seat seat : room.seats()) {
            boolean all = true;
            for (FullJid address : seat.sessions()) {
                Optional<Session> session = sessions.find(address);
                session.filter(Session::detached).ifPresent(staying::add);
                boolean goes = session.filter(it -> !it.detached()).isPresent();
                session.filter(it -> goes).ifPresent(it -> own(it, seat));
                all &= goes;
            }
            if (all) {
                going.add(seat);
            }
        }
        staying.forEach(session -> going.forEach(seat -> session.deliver(others(session, seat))));
    }

    private void own(Session session, Seat seat) {
        occupancies.remove(session, seat.address().bare());
        session.deliver(
                gone(
                                seat,
                                Element.of(USER, "x")
                                        .with(item(Affiliation.NONE))
                                        .with(status("110"))
                                        .with(status("332")))
                        .withTo(session.address()));
    }

    private Presence others(Session session, Seat seat) {
        Element item = item(room.affiliation(seat.account()));
        boolean open = room.seatOf(session.address()).filter(room::sees).isPresent();
        Element shown = open ? item.with("jid", seat.shownBy().toString()) : item;
        return gone(seat, Element.of(USER, "x", shown)).withTo(session.address());
    }

    private static Presence gone(Seat seat, Element x) {
        return Presence.of(PresenceType.UNAVAILABLE, List.of(x)).withFrom(seat.address());
    }

    private static Element item(Affiliation affiliation) {
        return Element.of(USER, "item")
                .with("affiliation", affiliation.wire())
                .with("role", "none");
    }

    private static Element status(String code) {
        return Element.of(USER, "status").with("code", code);
    }
}
