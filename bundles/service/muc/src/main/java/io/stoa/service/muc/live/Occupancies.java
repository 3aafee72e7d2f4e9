package io.stoa.service.muc.live;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.muc.model.Seat;
import io.stoa.session.Session;
import io.stoa.stanza.Presence;
import io.stoa.xml.Element;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Writes down with each session in which rooms it is. So it is known after an update of this bundle
 * and, when the session is resumed after a crash (XEP-0198), still. Thread-safe: rooms of different
 * lanes write to one session.
 */
public final class Occupancies {

    static final Session.Key<Element> KEY = new Session.Key<>("service.muc.rooms", Element.class);

    private static final Element NONE = Element.of(SeatElements.NS, "rooms");

    /** Holds nothing: its bins are the locks by session. */
    private final ConcurrentHashMap<FullJid, @Nullable Boolean> locks = new ConcurrentHashMap<>();

    /** Writes down that a session is in a room. */
    public void put(Session session, Seat seat, Presence presence) {
        Element entry = SeatElements.seat(seat, session.address(), presence);
        change(session, rooms -> rooms.without(in(seat.address().bare())).with(entry));
    }

    /** Writes down that a session is in a room no more. */
    public void remove(Session session, BareJid room) {
        change(session, rooms -> rooms.without(in(room)));
    }

    /** In how many rooms a session is. */
    public static int count(Session session) {
        return session.get(KEY).map(rooms -> rooms.children().size()).orElse(0);
    }

    /** Where a session is. */
    public static List<Taken> of(Session session) {
        List<Taken> taken = new ArrayList<>();
        session.get(KEY).stream()
                .flatMap(Element::elements)
                .forEach(it -> SeatElements.read(it).ifPresent(taken::add));
        return taken;
    }

    private static Predicate<Element> in(BareJid room) {
        String prefix = room + "/";
        return entry -> entry.attribute("occupant").startsWith(prefix);
    }

    private void change(Session session, UnaryOperator<Element> how) {
        locks.compute(
                session.address(),
                (address, nothing) -> {
                    Element before = session.get(KEY).orElse(NONE);
                    Element after = how.apply(before);
                    if (after.children().isEmpty()) {
                        session.remove(KEY);
                    } else {
                        session.put(KEY, after);
                    }
                    return null;
                });
    }
}
