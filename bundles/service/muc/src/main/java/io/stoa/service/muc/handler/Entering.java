package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.live.Occupancies;
import io.stoa.service.muc.model.History;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.model.Pace;
import io.stoa.service.muc.model.Power;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Logging;
import io.stoa.service.muc.room.Looks;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Snapshot;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.ErrorType;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/**
 * Somebody enters a room (XEP-0045 §7.2). What they get comes in the order of §7.1: the others'
 * presence, their own, what was said, the subject, and then what happens.
 *
 * <pre>{@code
 * C: <presence to='play@conference.stoa.example/juliet'>
 *      <x xmlns='http://jabber.org/protocol/muc'/>
 *    </presence>
 * S: <presence from='play@conference.stoa.example/juliet'>
 *      <x xmlns='http://jabber.org/protocol/muc#user'>
 *        <item affiliation='none' role='participant'/><status code='110'/>
 *      </x>
 *    </presence>
 * }</pre>
 */
public final class Entering {

    private Entering() {}

    /**
     * Lets a session in.
     *
     * @param created whether the room was created for it
     * @throws StanzaException when it may not
     */
    static void enter(Turn turn, Presence presence, FullJid who, boolean created) {
        Element join =
                presence.payload(Muc.NS, "x").orElseThrow(() -> Refusal.of(Condition.BAD_REQUEST));
        String asked = presence.to().map(it -> it.resource()).orElse("");
        admit(turn, join, who, sits(turn, asked, who));
        String nick = nick(turn, asked, who.bare());
        Seat seat = seat(turn, presence, who, nick);
        Notice own = own(turn, created, !nick.equals(asked));
        showOthers(turn, seat, who);
        // first: who is told of it is told after a crash, too
        Announce.writeDown(turn, seat);
        Announce.toOthers(turn, seat, Notice.NONE);
        toOwn(turn, seat, who, own);
        greet(turn, seat, who);
        recall(turn, who, HistoryWish.of(join, turn.now()));
    }

    /** A client that has lost its way is told everything again (§7.2.2, §15.3). */
    static void again(Turn turn, Presence presence, FullJid who, Seat seat) {
        Element join =
                presence.payload(Muc.NS, "x").orElseThrow(() -> Refusal.of(Condition.BAD_REQUEST));
        if (!seat.maySpeak(turn.now())) {
            throw Refusal.tooMany("changes of presence");
        }
        turn.room().join(seat, who, presence);
        Announce.writeDown(turn, seat);
        Announce.toOthers(turn, seat, Notice.NONE);
        synchronize(turn, join, who, seat);
    }

    /** §15.3: everything that is sent to who enters, whether its nickname was another before. */
    static void synchronize(Turn turn, Element join, FullJid who, Seat seat) {
        showOthers(turn, seat, who);
        toOwn(turn, seat, who, own(turn, false, false));
        greet(turn, seat, who);
        recall(turn, who, HistoryWish.of(join, turn.now()));
    }

    /** §7.2.5–7.2.10, in an order that tells nobody more than they may know. */
    private static void admit(Turn turn, Element join, FullJid who, boolean sits) {
        LiveRoom room = turn.room();
        Affiliation affiliation = turn.affiliation(who);
        if (!Power.ENTER_OPEN.of(affiliation)) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        if (room.locked() && !who.bare().equals(room.creator())) {
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        if (room.settings().membersOnly() && !Power.ENTER_MEMBERS_ONLY.of(affiliation)) {
            throw Refusal.of(Condition.REGISTRATION_REQUIRED);
        }
        String password = room.settings().password();
        String given = join.child(Muc.NS, "password").map(Element::text).orElse("");
        if (!password.isEmpty() && !password.equals(given)) {
            throw Refusal.of(Condition.NOT_AUTHORIZED);
        }
        if (!sits) {
            place(turn, affiliation);
        }
        spread(turn, who);
    }

    /** §7.2.9: a room has so many places, and some more for its admins; later there may be one. */
    private static void place(Turn turn, Affiliation affiliation) {
        LiveRoom room = turn.room();
        int limit = room.settings().maxUsers(turn.house().limits().occupants());
        int reserve = affiliation.atLeast(Affiliation.ADMIN) ? turn.house().limits().reserve() : 0;
        if (room.seats().size() >= limit + reserve) {
            throw new StanzaException(
                    StanzaError.of(ErrorType.WAIT, Condition.SERVICE_UNAVAILABLE, ""));
        }
    }

    /** Whether the account sits there already: one more session of it is no more occupants. */
    private static boolean sits(Turn turn, String nick, FullJid who) {
        return turn.room().seat(nick).filter(it -> it.account().equals(who.bare())).isPresent();
    }

    private static void spread(Turn turn, FullJid who) {
        int limit = turn.house().limits().roomsPerSession();
        if (turn.house()
                .sessions()
                .find(who)
                .filter(it -> Occupancies.count(it) >= limit)
                .isPresent()) {
            throw Refusal.of(
                    Condition.RESOURCE_CONSTRAINT,
                    "a client may be in " + limit + " rooms, not more");
        }
    }

    /** The nickname that one gets (§7.2.2, §7.2.8, §7.10). */
    static String nick(Turn turn, String asked, BareJid account) {
        LiveRoom room = turn.room();
        String nick = Nicks.shown(asked, turn.house().limits().nickLength());
        String own = room.memberships().own(account).nick();
        if (room.settings().lockedNicks() && !own.isEmpty()) {
            nick = own;
        }
        free(room, nick, account);
        return nick;
    }

    /** A nickname is one account's at a time, and nobody else's while it is reserved. */
    public static void free(LiveRoom room, String nick, BareJid account) {
        boolean taken = room.seat(nick).filter(it -> !it.account().equals(account)).isPresent();
        boolean reserved =
                room.memberships().reserved(nick).filter(it -> !it.equals(account)).isPresent();
        if (taken || reserved) {
            throw Refusal.of(Condition.CONFLICT);
        }
    }

    private static Seat seat(Turn turn, Presence presence, FullJid who, String nick) {
        LiveRoom room = turn.room();
        Optional<Seat> shared = room.seat(nick);
        if (shared.isPresent()) {
            room.join(shared.get(), who, presence);
            return shared.get();
        }
        Seat seat =
                new Seat(
                        room.address().with(nick),
                        who,
                        presence,
                        room.entering(who.bare(), turn.affiliation(who)),
                        Pace.of(turn.house().limits(), turn.now()));
        room.add(seat);
        return seat;
    }

    private static Notice own(Turn turn, boolean created, boolean renamed) {
        Notice notice = Notice.NONE;
        notice = turn.room().settings().nonAnonymous() ? notice.and(100) : notice;
        notice = Logging.of(turn) ? notice.and(170) : notice;
        notice = created ? notice.and(201) : notice;
        return renamed ? notice.and(210) : notice;
    }

    private static void showOthers(Turn turn, Seat seat, FullJid who) {
        LiveRoom room = turn.room();
        boolean sees = room.sees(seat);
        for (Seat other : room.seats()) {
            if (other != seat && room.settings().shows(other.role())) {
                turn.to(who, Looks.available(turn, other, sees));
            }
        }
    }

    /** Other sessions of the seat see a change of their own; the newcomer alone gets the codes. */
    private static void toOwn(Turn turn, Seat seat, FullJid who, Notice own) {
        Presence plain = Looks.available(turn, seat, true, Notice.SELF);
        for (FullJid session : seat.sessions()) {
            if (!session.equals(who)) {
                turn.to(session, plain);
            }
        }
        turn.to(who, Looks.available(turn, seat, true, own.and(110)));
    }

    private static void greet(Turn turn, Seat seat, FullJid who) {
        if (turn.house().extensions().greetings().none()) {
            return;
        }
        Snapshot view = Snapshot.live(turn);
        turn.house()
                .extensions()
                .greetings()
                .each(
                        turn.host(),
                        it -> {
                            for (Stanza said : it.greet(turn.occupant(seat), view)) {
                                turn.to(who, said.withFrom(turn.room().address()));
                            }
                        },
                        error -> {});
    }

    /** §7.2.13–7.2.15. */
    private static void recall(Turn turn, FullJid who, History.Wish wish) {
        LiveRoom room = turn.room();
        int max = room.settings().history(turn.house().limits().history());
        for (Message message : room.history().select(wish, max)) {
            turn.to(who, message);
        }
        turn.to(who, room.subject().orElseGet(() -> noSubject(room)));
    }

    private static Message noSubject(LiveRoom room) {
        return Message.of(MessageType.GROUPCHAT, List.of(Element.of(Stanza.CLIENT, "subject")))
                .withFrom(room.address());
    }
}
