package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.LiveRoom.Invited;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Power;
import io.stoa.service.muc.model.Privilege;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.ArrayList;
import java.util.List;

/** Invitations that the room sends on behalf of an occupant (XEP-0045 §7.8.2, §7.9). Stateless. */
public final class Invitations {

    private static final int AT_ONCE = 20;

    private Invitations() {}

    /**
     * Sends the invitations of a message.
     *
     * @throws StanzaException when its sender may not
     */
    static void invite(Turn turn, List<Element> invites, Message message, FullJid from) {
        Seat inviter =
                turn.room().seatOf(from).orElseThrow(() -> Refusal.of(Condition.NOT_ACCEPTABLE));
        allow(turn, inviter);
        if (invites.size() > AT_ONCE) {
            throw Refusal.of(
                    Condition.NOT_ACCEPTABLE, "at most " + AT_ONCE + " invitations at once");
        }
        if (!inviter.maySpeak(turn.now())) {
            throw Refusal.tooMany("invitations");
        }
        List<Jid> invitees = new ArrayList<>();
        invites.forEach(invite -> invitees.add(address(invite)));
        for (int i = 0; i < invites.size(); i++) {
            one(turn, invites.get(i), invitees.get(i), new Invited(from, message.id()));
        }
    }

    /** §9.5: to a members-only room who may edit the list, or everybody if the owner says so. */
    private static void allow(Turn turn, Seat inviter) {
        LiveRoom room = turn.room();
        Affiliation affiliation = room.affiliation(inviter.account());
        boolean may =
                room.settings().membersOnly()
                        ? Power.EDIT_MEMBERS.of(affiliation) || room.settings().allowsInvites()
                        : Privilege.INVITE.of(inviter.role());
        if (!may) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
    }

    private static Jid address(Element invite) {
        try {
            return Jid.parse(invite.attribute("to"));
        } catch (JidException wrong) {
            throw Refusal.malformed(wrong);
        }
    }

    private static void one(Turn turn, Element invite, Jid invitee, Invited invited) {
        LiveRoom room = turn.room();
        Affiliation affiliation = room.affiliation(invitee);
        if (affiliation == Affiliation.OUTCAST) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        if (room.settings().membersOnly() && affiliation == Affiliation.NONE) {
            // §7.8.2: else the invitation would be of no use
            enlist(turn, invitee.bare());
        }
        List<Element> said =
                invite.elements()
                        .filter(it -> it.is(Muc.USER, "reason") || it.is(Muc.USER, "continue"))
                        .toList();
        room.invitations().put(invitee.bare(), invited);
        send(turn, invitee, invited.session().bare(), said);
    }

    private static void enlist(Turn turn, BareJid account) {
        LiveRoom room = turn.room();
        if (room.memberships().size() >= turn.house().limits().affiliations()) {
            throw Refusal.of(Condition.RESOURCE_CONSTRAINT, "the member list is full");
        }
        room.memberships().put(account, new Membership(Affiliation.MEMBER, "", ""));
        if (!room.locked()) {
            turn.house().store().save(room, account);
        }
    }

    /** The room invites somebody (§7.8.2, §9.5). */
    public static void send(Turn turn, Jid invitee, Jid inviter, List<Element> said) {
        LiveRoom room = turn.room();
        Element invite =
                Element.of(Muc.USER, "invite", said.toArray(Element[]::new))
                        .with("from", inviter.toString());
        String password = room.settings().password();
        Element x =
                password.isEmpty() ? Muc.x(invite) : Muc.x(invite, Muc.text("password", password));
        turn.context()
                .send(
                        Message.of(MessageType.NORMAL, List.of(x))
                                .withFrom(room.address())
                                .withTo(invitee));
    }

    /**
     * §7.8.2: the inviter is told that an invitation did not arrive. Whether there is such an
     * account it learns no better than by a message of its own.
     */
    static void undelivered(Turn turn, Jid invitee) {
        turn.room()
                .invitations()
                .take(invitee.bare())
                .filter(it -> turn.room().seatOf(it.session()).isPresent())
                .ifPresent(it -> turn.to(it.session(), undelivered(turn.room(), invitee, it)));
    }

    private static Stanza undelivered(LiveRoom room, Jid invitee, Invited invited) {
        Element invite = Element.of(Muc.USER, "invite").with("to", invitee.toString());
        StanzaError error =
                StanzaError.of(Condition.ITEM_NOT_FOUND, "the invitation could not be delivered");
        return Message.of(MessageType.NORMAL, List.of())
                .withId(invited.id())
                .withFrom(invited.session())
                .withTo(room.address())
                .toError(error)
                .with(Muc.x(invite));
    }

    /**
     * §7.8.2: only who was invited can decline, or anybody could have the room write to anybody.
     */
    static void decline(Turn turn, Element decline, FullJid from) {
        Jid to = address(decline);
        boolean invited =
                turn.room()
                        .invitations()
                        .take(from.bare())
                        .filter(it -> it.session().bare().equals(to.bare()))
                        .isPresent();
        if (!invited) {
            throw Refusal.of(Condition.ITEM_NOT_FOUND);
        }
        Element told =
                Element.of(
                                Muc.USER,
                                "decline",
                                decline.elements(Muc.USER, "reason").toArray(Element[]::new))
                        .with("from", from.bare().toString());
        turn.context()
                .send(
                        Message.of(MessageType.NORMAL, List.of(Muc.x(told)))
                                .withFrom(turn.room().address())
                                .withTo(to));
    }
}
