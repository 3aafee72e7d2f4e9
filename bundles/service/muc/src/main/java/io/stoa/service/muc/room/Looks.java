package io.stoa.service.muc.room;

import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.Seat;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How an occupant's presence looks to others (XEP-0045 §7.2.3). What all see alike is made once and
 * shared, so it is also written in UTF-8 once. Stateless.
 */
public final class Looks {

    private Looks() {}

    /** Available, as those see it who see real addresses, or those who do not. */
    public static Presence available(Turn turn, Seat seat, boolean withAddress) {
        // who adds to presence has come or gone: what was made before is not true any more
        seat.age(turn.house().extensions().presences().age());
        return seat.look(withAddress)
                .orElseGet(
                        () -> {
                            Presence made =
                                    shown(turn, seat, seat.raw())
                                            .with(Muc.x(item(turn, seat, withAddress)));
                            seat.look(withAddress, made);
                            return made;
                        });
    }

    /** Available, with codes and perhaps a reason and an actor. */
    public static Presence available(Turn turn, Seat seat, boolean withAddress, Notice notice) {
        if (notice.plain()) {
            return available(turn, seat, withAddress);
        }
        // §7.2.3: one's own id is given back to oneself alone
        String id = notice.codes().contains(110) ? seat.raw().id() : "";
        return identified(shown(turn, seat, seat.raw()), id)
                .with(x(item(turn, seat, withAddress), notice));
    }

    /** Unavailable: the role is none (§7.14). */
    public static Presence gone(Turn turn, Seat seat, Farewell farewell, boolean withAddress) {
        Affiliation affiliation = turn.room().affiliation(seat.account());
        Element item =
                Element.of(Muc.USER, "item")
                        .with("affiliation", affiliation.wire())
                        .with("role", Role.NONE.wire());
        if (withAddress) {
            item = item.with("jid", farewell.session().toString());
        }
        Presence presence =
                identified(
                        Presence.of(PresenceType.UNAVAILABLE, farewell.payloads())
                                .withFrom(seat.address()),
                        farewell.id());
        return adorned(turn, seat, presence).with(x(item, farewell.notice()));
    }

    /** Unavailable under the old nickname (§7.6). */
    public static Presence renamed(
            Turn turn, Seat seat, String nick, boolean withAddress, Notice notice) {
        Presence presence = Presence.of(PresenceType.UNAVAILABLE).withFrom(seat.address());
        return adorned(turn, seat, presence)
                .with(x(item(turn, seat, withAddress).with("nick", nick), notice));
    }

    /** Unavailable: the room is gone (§10.9). */
    public static Presence destroyed(Turn turn, Seat seat, Element destroy) {
        Element item =
                Element.of(Muc.USER, "item").with("affiliation", "none").with("role", "none");
        Presence presence = Presence.of(PresenceType.UNAVAILABLE).withFrom(seat.address());
        return adorned(turn, seat, presence).with(Muc.x(item, destroy, Muc.status(110)));
    }

    private static Presence shown(Turn turn, Seat seat, Presence raw) {
        Presence presence =
                Presence.of(PresenceType.AVAILABLE, Muc.bare(raw).payloads())
                        .withFrom(seat.address());
        return adorned(turn, seat, presence);
    }

    private static Presence identified(Presence presence, String id) {
        return id.isEmpty() ? presence : (Presence) presence.withId(id);
    }

    private static Presence adorned(Turn turn, Seat seat, Presence presence) {
        if (turn.house().extensions().presences().none()) {
            return presence;
        }
        Occupant occupant = turn.occupant(seat);
        Snapshot view = Snapshot.live(turn);
        AtomicReference<Presence> so = new AtomicReference<>(presence);
        turn.house()
                .extensions()
                .presences()
                .each(turn.host(), it -> so.set(it.show(now(so), occupant, view)), error -> {});
        return now(so);
    }

    private static Presence now(AtomicReference<Presence> so) {
        return Objects.requireNonNull(so.get());
    }

    private static Element item(Turn turn, Seat seat, boolean withAddress) {
        Element item =
                Element.of(Muc.USER, "item")
                        .with("affiliation", turn.room().affiliation(seat.account()).wire())
                        .with("role", seat.role().wire());
        FullJid shown = seat.shownBy();
        return withAddress ? item.with("jid", shown.toString()) : item;
    }

    private static Element x(Element item, Notice notice) {
        Element said = item;
        if (!notice.actor().isEmpty()) {
            said = said.with(Element.of(Muc.USER, "actor").with("nick", notice.actor()));
        }
        if (!notice.reason().isEmpty()) {
            said = said.with(Muc.text("reason", notice.reason()));
        }
        List<Element> children = new ArrayList<>();
        children.add(said);
        notice.codes().forEach(code -> children.add(Muc.status(code)));
        return Muc.x(children.toArray(Element[]::new));
    }
}
