package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.muc.handler.Courtesy;
import io.stoa.service.muc.handler.Invitations;
import io.stoa.service.muc.handler.Leaving;
import io.stoa.service.muc.model.AffiliationChange;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Memberships;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.model.Settings;
import io.stoa.service.muc.room.Addresses;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.xml.Element;

import java.util.List;
import java.util.Optional;

/** One change of an affiliation (XEP-0045 §9.1–9.5, §10.3–10.8). Stateless. */
final class AffiliationItem {

    private AffiliationItem() {}

    /** Notes what is wanted, so that each item can be judged with the others of its request. */
    static void note(Batch batch, Element item, Jid from) {
        Affiliation wanted = AdminQuery.affiliation(item);
        if (!batch.turn().affiliation(from).atLeast(Affiliation.ADMIN)) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        batch.wants(account(batch.turn(), item), wanted);
    }

    /**
     * Looks whether it is allowed.
     *
     * @return what does it
     */
    static Runnable of(Batch batch, Element item, Jid from) {
        Turn turn = batch.turn();
        Affiliation wanted = AdminQuery.affiliation(item);
        BareJid account = account(turn, item);
        check(turn, account, wanted, from, batch.losesOwner(account));
        Reasons why = Reasons.of(turn, item, from);
        Membership membership = membership(batch, item, account, wanted, why);
        return () -> {
            batch.answer().take().ifPresent(turn::answer);
            Courtesy.around(turn, account, from, () -> apply(turn, account, membership, why));
        };
    }

    /** §10.3: a full JID stands for its account; §9.1 allows no other, but clients name nicks. */
    private static BareJid account(Turn turn, Element item) {
        if (item.hasAttribute("jid")) {
            return Addresses.bare(item.attribute("jid"));
        }
        if (!item.hasAttribute("nick")) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        return turn.room()
                .seat(item.attribute("nick"))
                .map(Seat::account)
                .orElseThrow(() -> Refusal.of(Condition.ITEM_NOT_FOUND));
    }

    static void check(Turn turn, BareJid account, Affiliation wanted, Jid from, boolean onlyOwner) {
        Memberships all = turn.room().memberships();
        AffiliationChange.refused(
                        turn.affiliation(from),
                        all.affiliation(account),
                        wanted,
                        account.equals(from.bare()),
                        onlyOwner)
                .ifPresent(
                        condition -> {
                            throw Refusal.of(condition);
                        });
        int limit = turn.house().limits().affiliations();
        if (all.own(account).blank() && wanted != Affiliation.NONE && all.size() >= limit) {
            throw Refusal.of(
                    Condition.RESOURCE_CONSTRAINT, "a room has at most " + limit + " affiliations");
        }
        if (wanted != Affiliation.OUTCAST
                && wanted != Affiliation.NONE
                && account.local().isEmpty()) {
            // §9.2: only bans match a whole domain
            throw Refusal.of(Condition.NOT_ACCEPTABLE, "only bans are for whole domains");
        }
    }

    private static Membership membership(
            Batch batch, Element item, BareJid account, Affiliation wanted, Reasons why) {
        Turn turn = batch.turn();
        if (wanted == Affiliation.OUTCAST || wanted == Affiliation.NONE) {
            // §9.1: the nickname is free again
            return new Membership(wanted, "", why.reason());
        }
        String nick = turn.room().memberships().own(account).nick();
        if (item.hasAttribute("nick") && item.hasAttribute("jid")) {
            String asked = item.attribute("nick");
            nick = asked.isEmpty() ? "" : Nicks.shown(asked, turn.house().limits().nickLength());
            batch.reserve(nick, account);
        }
        return new Membership(wanted, nick, why.reason());
    }

    /** Changes it, and whoever of the account is in the room with it. */
    static void apply(Turn turn, BareJid account, Membership membership, Reasons why) {
        LiveRoom room = turn.room();
        Affiliation before = room.affiliation(account);
        room.memberships().put(account, membership);
        room.voices().forget(account);
        if (!room.locked() && turn.live()) {
            turn.house().store().save(room, account);
        }
        Affiliation now = membership.affiliation();
        List<Seat> seats = room.seatsOf(account);
        for (Seat seat : seats) {
            seated(turn, seat, before, why);
        }
        boolean added = before == Affiliation.NONE && now.atLeast(Affiliation.MEMBER);
        if (added && seats.isEmpty() && room.settings().membersOnly()) {
            // §9.5: SHOULD invite
            Invitations.send(turn, account, room.address(), List.of());
        }
    }

    private static void seated(Turn turn, Seat seat, Affiliation before, Reasons why) {
        LiveRoom room = turn.room();
        Affiliation now = room.affiliation(seat.account());
        seat.forget();
        if (now == Affiliation.OUTCAST) {
            Leaving.remove(turn, seat, why.notice(301), Optional.empty());
        } else if (room.settings().membersOnly() && !now.atLeast(Affiliation.MEMBER)) {
            Leaving.remove(turn, seat, why.notice(321), Optional.empty());
        } else {
            Role role = seat.role();
            seat.role(role(room.settings(), role, before, now));
            Announce.changed(turn, seat, role, why.notice());
        }
    }

    /** §5.1.3: what comes with an affiliation comes at once; what goes with it, only if it must. */
    private static Role role(Settings settings, Role role, Affiliation before, Affiliation now) {
        Role due = settings.entryRole(now);
        boolean demoted = before.atLeast(Affiliation.ADMIN) && !now.atLeast(Affiliation.ADMIN);
        return demoted || due.atLeast(role) ? due : role;
    }
}
