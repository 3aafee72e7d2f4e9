package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.live.Guest;
import io.stoa.service.muc.live.Sleeping;
import io.stoa.service.muc.live.Taken;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Pace;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.model.Settings;
import io.stoa.service.muc.room.House;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Snapshot;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How rooms begin, come into memory and end. Stateless. */
public final class RoomLife {

    private static final Element NO_REASON = Element.of(Muc.USER, "destroy");

    private RoomLife() {}

    /** Finds a room, in memory or in the storage. */
    public static Optional<LiveRoom> find(House house, BareJid address) {
        Optional<LiveRoom> known = house.rooms().find(address);
        return known.isPresent() ? known : wake(house, address);
    }

    private static Optional<LiveRoom> wake(House house, BareJid address) {
        Optional<Sleeping> sleeping = house.rooms().take(address);
        Optional<LiveRoom> room =
                sleeping.filter(Sleeping::locked)
                        .map(it -> made(house, address, it.creator()))
                        .or(() -> sleeping.flatMap(it -> handed(house, address, it)))
                        .or(() -> house.store().load(address, house.defaults(), house.limits()));
        if (room.isEmpty()) {
            return Optional.empty();
        }
        LiveRoom loaded = room.get();
        sleeping.ifPresent(it -> seat(house, loaded, it));
        if (!loaded.settings().persistent() && loaded.seats().isEmpty()) {
            // a temporary room whose occupants did not survive the process is gone with them
            house.store().erase(address);
            return Optional.empty();
        }
        if (!loaded.locked()) {
            house.store().list(loaded);
        }
        sleeping.ifPresent(it -> loaded.voices().putAll(it.voices()));
        remember(house, loaded, sleeping);
        house.rooms().put(loaded);
        return room;
    }

    /** Much is said in many rooms when an update is over: none of them is read again then. */
    private static Optional<LiveRoom> handed(House house, BareJid address, Sleeping sleeping) {
        return sleeping.kept()
                .map(
                        kept -> {
                            Settings settings = new Settings(kept.values(), house.defaults());
                            LiveRoom room =
                                    new LiveRoom(
                                            address, sleeping.creator(), settings, house.limits());
                            kept.subject().ifPresent(room::subject);
                            kept.memberships()
                                    .forEach(
                                            it ->
                                                    room.memberships()
                                                            .put(it.account(), it.membership()));
                            return room;
                        });
    }

    private static void seat(House house, LiveRoom room, Sleeping sleeping) {
        List<FullJid> elsewhere = new ArrayList<>();
        for (Taken taken : sleeping.seats()) {
            sit(house, room, taken);
            if (house.elsewhere(taken.session())) {
                elsewhere.add(taken.session());
                house.guests().enter(new Guest(taken.occupant(), taken.session(), taken.role()));
            }
        }
        if (!sleeping.complete()) {
            room.strand(elsewhere);
        }
    }

    private static void sit(House house, LiveRoom room, Taken taken) {
        Optional<Seat> seat = room.seat(taken.occupant().resource());
        if (seat.isPresent()) {
            room.join(seat.get(), taken.session(), taken.presence());
        } else {
            room.add(
                    new Seat(
                            taken.occupant(),
                            taken.session(),
                            taken.presence(),
                            taken.role(),
                            Pace.of(house.limits(), house.clock().instant())));
        }
    }

    private static void remember(House house, LiveRoom room, Optional<Sleeping> sleeping) {
        if (sleeping.filter(Sleeping::complete).isPresent()) {
            sleeping.get().said().forEach(room.history()::addOld);
            return;
        }
        house.extensions()
                .histories()
                .each(
                        house.host(room.address().domain()),
                        it ->
                                it.recent(room.address(), house.limits().history())
                                        .forEach(room.history()::addOld),
                        error -> {});
    }

    private static LiveRoom made(House house, BareJid address, BareJid creator) {
        LiveRoom room =
                new LiveRoom(
                        address, creator, new Settings(Map.of(), house.defaults()), house.limits());
        room.memberships().put(creator, new Membership(Affiliation.OWNER, "", ""));
        room.locked(true);
        return room;
    }

    /**
     * Creates a room that is locked until its creator has configured it (§10.1.1).
     *
     * @throws StanzaException with {@code not-allowed} when the account may not, and {@code
     *     resource-constraint} when it has too many
     */
    public static LiveRoom create(House house, BareJid address, BareJid creator) {
        boolean server = house.isServer(creator, address.domain());
        if (!server && !house.mayCreate().test(creator)) {
            throw Refusal.of(Condition.NOT_ALLOWED, "you may not create rooms here");
        }
        if (!server) {
            count(house, address, creator);
        }
        LiveRoom room = made(house, address, creator);
        house.rooms().put(room);
        return room;
    }

    /** An account has so many rooms; one that is locked counts only when it is opened. */
    private static void count(House house, BareJid address, BareJid creator) {
        int limit = house.limits().roomsPerAccount();
        if (house.store().directory().createdBy(creator, address.domain()) >= limit) {
            throw Refusal.of(
                    Condition.RESOURCE_CONSTRAINT,
                    "you may have " + limit + " rooms here, not more");
        }
    }

    /**
     * Looks whether a room may be opened: several may have been created at once.
     *
     * @throws StanzaException with {@code resource-constraint} when its creator has too many
     */
    public static void mayOpen(Turn turn, Jid from) {
        if (!turn.house().isServer(from.bare(), turn.room().address().domain())) {
            count(turn.house(), turn.room().address(), turn.room().creator());
        }
    }

    /** Opens a room that was created: from now on it is kept. */
    public static void open(Turn turn) {
        LiveRoom room = turn.room();
        room.locked(false);
        turn.house().store().saveAll(room);
        Snapshot view = Snapshot.live(turn);
        turn.house()
                .extensions()
                .listeners()
                .each(turn.host(), it -> it.created(view), error -> {});
    }

    /** Somebody has left: a room that is not persistent ends with the last one (§7.14). */
    static void afterLeaving(Turn turn, Seat seat) {
        LiveRoom room = turn.room();
        boolean unfinished = room.locked() && seat.account().equals(room.creator());
        if (unfinished || (room.seats().isEmpty() && !room.settings().persistent())) {
            destroy(turn, NO_REASON);
        }
    }

    /** Ends a room, and removes who is in it (§10.9). */
    public static void destroy(Turn turn, Element destroy) {
        BareJid address = turn.room().address();
        boolean kept = !turn.room().locked();
        turn.house().rooms().remove(address);
        Leaving.destroyed(turn, destroy);
        if (kept) {
            turn.house()
                    .extensions()
                    .listeners()
                    .each(turn.host(), it -> it.destroyed(address), error -> {});
            turn.house().store().erase(address);
        }
    }

    /** Whether a session is one of this server's that is no longer there. */
    static boolean lost(House house, FullJid session) {
        return house.domains().serves(session.domain()) && house.sessions().find(session).isEmpty();
    }
}
