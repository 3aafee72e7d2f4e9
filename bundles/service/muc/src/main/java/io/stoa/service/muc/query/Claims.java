package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.handler.Acting;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.room.Turn;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.OptionalLong;

/**
 * Looks whether an account still is the one that was given its affiliation, or has the name of one
 * that was removed. Only bans are for a name, whoever has it. Stateless.
 */
public final class Claims {

    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);

    private Claims() {}

    /** Somebody turns to the room; who sits in it was looked at when it came. */
    public static void look(Turn turn, Jid from) {
        LiveRoom room = turn.room();
        BareJid account = from.bare();
        Membership own = room.memberships().own(account);
        if (!own.given()
                || room.locked()
                || !turn.house().store().ours(account)
                || room.seatOf(from).isPresent()) {
            return;
        }
        if (!own.paired()) {
            complete(turn, account);
        } else if (!turn.house().store().halves().has(account, room.address())) {
            forget(turn, account);
        }
    }

    /**
     * What was given before accounts had their half was given to an account without a number. One
     * that has a number was made later: it is a successor, whether anybody noticed the removal or
     * not.
     */
    private static void complete(Turn turn, BareJid account) {
        OptionalLong incarnation = turn.house().incarnations().apply(account);
        if (incarnation.isEmpty()) {
            return;
        }
        if (incarnation.getAsLong() == 0) {
            turn.house().store().save(turn.room(), account);
        } else {
            forget(turn, account);
        }
    }

    /** An account was removed, unless somebody has been given something under its name since. */
    public static void removed(Turn turn, BareJid account) {
        if (turn.room().locked()
                || turn.house().store().halves().has(account, turn.room().address())) {
            return;
        }
        Acting room = new Acting(turn);
        turn.house()
                .extensions()
                .listeners()
                .each(turn.host(), it -> it.removed(account, room), error -> {});
        if (turn.room().memberships().own(account).given()) {
            forget(turn, account);
        }
    }

    private static void forget(Turn turn, BareJid account) {
        LiveRoom room = turn.room();
        boolean owner = room.affiliation(account) == Affiliation.OWNER;
        AffiliationItem.apply(turn, account, Membership.NONE, new Reasons("", ""));
        LOG.info(
                "{} was removed, and has no affiliation with {} any more", account, room.address());
        if (owner && turn.live() && room.memberships().list(Affiliation.OWNER).isEmpty()) {
            LOG.info(
                    "{} has no owner any more; to give it one: stoa room affiliation {} JID owner",
                    room.address(),
                    room.address());
        }
    }
}
