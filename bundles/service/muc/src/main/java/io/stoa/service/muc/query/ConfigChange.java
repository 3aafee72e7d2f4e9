package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.handler.Courtesy;
import io.stoa.service.muc.handler.Leaving;
import io.stoa.service.muc.model.Fields;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Memberships;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.model.Settings;
import io.stoa.service.muc.room.Addresses;
import io.stoa.service.muc.room.Logging;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.StanzaException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room is configured (XEP-0045 §10.1, §10.2). Stateless. */
final class ConfigChange {

    private ConfigChange() {}

    /**
     * Reads a form and takes over what it says of the room itself; a form without fields says that
     * everything stays.
     *
     * @return what tells the occupants
     * @throws StanzaException when it is not acceptable: nothing has changed then
     */
    static Runnable of(Turn turn, DataForm form, Jid from) {
        LiveRoom room = turn.room();
        String type = form.formType();
        if (!type.isEmpty() && !type.equals(ConfigForm.TYPE)) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        Settings before = room.settings();
        Settings after = before.with(ConfigForm.read(turn, form));
        if (after.one(Fields.PASSWORD_PROTECTED).equals("1")
                && after.one(Fields.SECRET).isEmpty()) {
            // §10.1.3, the example of an error
            throw Refusal.of(Condition.NOT_ACCEPTABLE, "a password is needed, and there is none");
        }
        List<Runnable> lists = new ArrayList<>();
        lists(turn, form, from, lists);
        boolean logged = Logging.of(turn);
        room.settings(after);
        if (!room.locked()) {
            turn.house().store().save(room);
        }
        return () -> {
            lists.forEach(Runnable::run);
            tell(turn, before, after, logged);
            if (after.membersOnly() && !before.membersOnly()) {
                clear(turn);
            }
        };
    }

    private static void lists(Turn turn, DataForm form, Jid from, List<Runnable> changes) {
        Map<BareJid, Affiliation> wanted = new LinkedHashMap<>();
        list(turn, form, Fields.ADMINS, Affiliation.ADMIN, wanted);
        list(turn, form, Fields.OWNERS, Affiliation.OWNER, wanted);
        Memberships all = turn.room().memberships();
        if (all.owned(Map.of()) && !all.owned(wanted)) {
            // §10.4: every room has an owner, unless its account was removed
            throw Refusal.of(Condition.CONFLICT);
        }
        wanted.forEach(
                (account, affiliation) -> {
                    Membership now = turn.room().memberships().own(account);
                    if (now.affiliation() != affiliation) {
                        AffiliationItem.check(turn, account, affiliation, from, false);
                        Membership next = new Membership(affiliation, now.nick(), "");
                        Reasons none = new Reasons("", "");
                        changes.add(
                                () ->
                                        Courtesy.around(
                                                turn,
                                                account,
                                                from,
                                                () ->
                                                        AffiliationItem.apply(
                                                                turn, account, next, none)));
                    }
                });
    }

    /** A list as a whole: who is on it gets the affiliation, who is no longer on it loses it. */
    private static void list(
            Turn turn,
            DataForm form,
            String field,
            Affiliation affiliation,
            Map<BareJid, Affiliation> wanted) {
        if (form.field(field).isEmpty()) {
            return;
        }
        turn.room()
                .memberships()
                .list(affiliation)
                .forEach(entry -> wanted.putIfAbsent(entry.account(), Affiliation.NONE));
        for (String address : form.values(field)) {
            if (!address.isBlank()) {
                wanted.put(Addresses.bare(address), affiliation);
            }
        }
    }

    /** §10.2.1: what matters for privacy has codes of its own. */
    private static void tell(Turn turn, Settings before, Settings after, boolean wasLogged) {
        List<Integer> codes = new ArrayList<>();
        boolean logged = Logging.of(turn);
        if (wasLogged != logged) {
            codes.add(logged ? 170 : 171);
        }
        if (before.nonAnonymous() != after.nonAnonymous()) {
            codes.add(after.nonAnonymous() ? 172 : 173);
        }
        if (!rest(before).equals(rest(after))) {
            codes.add(104);
        }
        for (int code : codes) {
            turn.toAll(
                    Message.of(MessageType.GROUPCHAT, List.of(Muc.x(Muc.status(code))))
                            .withFrom(turn.room().address()));
        }
    }

    /** What has no code of its own. */
    private static Settings rest(Settings settings) {
        return settings.without(Fields.LOGGING).without(Fields.WHOIS);
    }

    /** §10.2: who is no member leaves a room that is for members now. */
    private static void clear(Turn turn) {
        LiveRoom room = turn.room();
        for (Seat seat : List.copyOf(room.seats())) {
            if (!room.affiliation(seat.account()).atLeast(Affiliation.MEMBER)) {
                Leaving.remove(turn, seat, Notice.because("", "", 322), Optional.empty());
            }
        }
    }
}
