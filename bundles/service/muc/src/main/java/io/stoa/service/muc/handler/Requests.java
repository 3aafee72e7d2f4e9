package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.model.Power;
import io.stoa.service.muc.model.RoleChange;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Addresses;
import io.stoa.service.muc.room.Announce;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Notice;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;

import java.util.List;
import java.util.Optional;

/**
 * Forms that are sent to a room in messages: requests for voice (XEP-0045 §7.13) with their
 * approval (§8.6), and the approval of registrations (§9.9). Stateless.
 */
public final class Requests {

    /** The form of registrations. */
    public static final String REGISTER = Muc.NS + "#register";

    /** Whom a registration is about: the form of §9.9 has no field for it. */
    public static final String ACCOUNT = "x-stoa-account";

    private static final String REQUEST = Muc.NS + "#request";
    private static final String ROLE = "muc#role";
    private static final String JID = "muc#jid";
    private static final String NICK = "muc#roomnick";

    private Requests() {}

    /** Handles a form. */
    static void handle(Turn turn, DataForm form, FullJid from) {
        if (form.type() == FormType.CANCEL) {
            return;
        }
        if (form.formType().equals(REGISTER)) {
            registration(turn, form, from);
        } else if (!form.formType().equals(REQUEST)) {
            throw Refusal.of(Condition.BAD_REQUEST);
        } else if (form.field("muc#request_allow").isPresent()) {
            approve(turn, form, from);
        } else {
            request(turn, form, from);
        }
    }

    private static void request(Turn turn, DataForm form, FullJid from) {
        LiveRoom room = turn.room();
        Seat seat = room.seatOf(from).orElseThrow(() -> Refusal.of(Condition.NOT_ACCEPTABLE));
        boolean asksForVoice =
                form.value(ROLE).isEmpty() || form.value(ROLE).equals(Role.PARTICIPANT.wire());
        if (!asksForVoice) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        if (!room.settings().voiceRequests()) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        if (seat.role() != Role.VISITOR) {
            return;
        }
        if (!seat.maySpeak(turn.now())) {
            throw Refusal.of(Condition.POLICY_VIOLATION);
        }
        Message asked =
                Message.of(MessageType.NORMAL, List.of(approval(seat, from).element()))
                        .withFrom(room.address());
        room.seats(Role.MODERATOR).forEach(moderator -> turn.toSeat(moderator, asked));
    }

    private static DataForm approval(Seat seat, FullJid from) {
        return DataForm.of(FormType.FORM, REQUEST)
                .titled("Request for voice")
                .instructing(List.of("Shall this visitor be allowed to speak?"))
                .with(
                        FormField.of(FieldType.LIST_SINGLE, ROLE, Role.PARTICIPANT.wire())
                                .labelled("Requested role")
                                .option("Participant", Role.PARTICIPANT.wire()))
                .with(FormField.of(FieldType.JID_SINGLE, JID, from.toString()).labelled("Address"))
                .with(FormField.of(FieldType.TEXT_SINGLE, NICK, seat.nick()).labelled("Nickname"))
                .with(
                        FormField.of(FieldType.BOOLEAN, "muc#request_allow", "0")
                                .labelled("Grant voice"));
    }

    private static void approve(Turn turn, DataForm form, FullJid from) {
        if (!form.field("muc#request_allow").map(FormField::flag).orElse(false)) {
            return;
        }
        Optional<Seat> seat = turn.room().seat(form.value(NICK)).filter(it -> meant(form, it));
        // who has left, or has it already, needs nothing
        if (seat.isEmpty() || seat.get().role() != Role.VISITOR) {
            return;
        }
        RoleChange.refused(
                        turn.standing(from), turn.standing(seat.get().shownBy()), Role.PARTICIPANT)
                .ifPresent(
                        condition -> {
                            throw Refusal.of(condition);
                        });
        seat.get().role(Role.PARTICIPANT);
        Announce.changed(turn, seat.get(), Role.VISITOR, Notice.NONE);
    }

    /** Somebody else may sit under the nickname by now. */
    private static boolean meant(DataForm form, Seat seat) {
        String asker = form.value(JID);
        return asker.isEmpty() || Addresses.bare(asker).equals(seat.account());
    }

    /** §9.9: an admin has decided. */
    private static void registration(Turn turn, DataForm form, FullJid from) {
        LiveRoom room = turn.room();
        if (!Power.EDIT_MEMBERS.of(turn.affiliation(from))) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        if (!form.field("muc#register_allow").map(FormField::flag).orElse(false)) {
            return;
        }
        BareJid account = Addresses.bare(form.value(ACCOUNT));
        if (room.affiliation(account) == Affiliation.NONE) {
            String nick = form.value("muc#register_roomnick");
            String shown = Nicks.shown(nick, turn.house().limits().nickLength());
            Courtesy.around(turn, account, from, () -> member(turn, account, shown));
        }
    }

    /** Makes somebody a member with a reserved nickname, and tells the room (§7.10). */
    public static void member(Turn turn, BareJid account, String nick) {
        LiveRoom room = turn.room();
        Entering.free(room, nick, account);
        Membership now = room.memberships().own(account);
        Affiliation affiliation =
                now.affiliation().atLeast(Affiliation.MEMBER)
                        ? now.affiliation()
                        : Affiliation.MEMBER;
        room.memberships().put(account, new Membership(affiliation, nick, now.reason()));
        turn.house().store().save(room, account);
        room.voices().forget(account);
        for (Seat seat : room.seatsOf(account)) {
            Role before = seat.role();
            if (before == Role.VISITOR) {
                seat.role(Role.PARTICIPANT);
            }
            Announce.changed(turn, seat, before, Notice.NONE);
        }
    }
}
