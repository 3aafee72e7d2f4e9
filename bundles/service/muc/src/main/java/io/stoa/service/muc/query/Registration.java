package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.handler.Entering;
import io.stoa.service.muc.handler.Requests;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Memberships;
import io.stoa.service.muc.model.Nicks;
import io.stoa.service.muc.model.Power;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.FieldType;
import io.stoa.stanza.FormField;
import io.stoa.stanza.FormType;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;

/**
 * Registering with a room: membership and a reserved nickname (XEP-0045 §7.10), at once, or when an
 * admin has agreed (§9.9). Stateless.
 */
final class Registration {

    static final String NS = "jabber:iq:register";

    private static final String NICK = "muc#register_roomnick";

    private Registration() {}

    static IqResponse handle(Turn turn, IqRequest request, Jid from) {
        if (!request.payload().is(NS, "query")) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        Affiliation affiliation = turn.affiliation(from);
        boolean member = affiliation.atLeast(Affiliation.MEMBER);
        boolean closed = turn.room().settings().registration().equals("closed");
        if (!Power.REGISTER.of(affiliation) || (closed && !member)) {
            throw Refusal.of(Condition.NOT_ALLOWED);
        }
        return switch (request) {
            case IqGet get -> get.result(told(turn, from.bare(), member));
            case IqSet set -> set(turn, set, from);
        };
    }

    private static Element told(Turn turn, BareJid account, boolean member) {
        String nick = turn.room().memberships().own(account).nick();
        Element query = Element.of(NS, "query");
        if (member) {
            query = query.with(Element.of(NS, "registered"));
            query = nick.isEmpty() ? query : query.with(Element.of(NS, "username", new Text(nick)));
        }
        DataForm form =
                DataForm.of(FormType.FORM, Requests.REGISTER)
                        .titled("Registration with " + turn.room().address())
                        .instructing(List.of("Choose the nickname to reserve for you."))
                        .with(
                                FormField.of(FieldType.TEXT_SINGLE, NICK, nick)
                                        .labelled("Desired nickname")
                                        .required(true));
        return member && !nick.isEmpty() ? query : query.with(form.element());
    }

    private static IqResponse set(Turn turn, IqSet set, Jid from) {
        if (set.payload().child(NS, "remove").isPresent()) {
            return remove(turn, set, from.bare());
        }
        DataForm form =
                DataForm.in(set.payload())
                        .filter(it -> it.type() == FormType.SUBMIT)
                        .filter(it -> it.formType().equals(Requests.REGISTER))
                        .orElseThrow(() -> Refusal.of(Condition.BAD_REQUEST));
        String asked = form.value(NICK);
        if (asked.isEmpty()) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        String nick = Nicks.shown(asked, turn.house().limits().nickLength());
        Entering.free(turn.room(), nick, from.bare());
        boolean member = turn.affiliation(from).atLeast(Affiliation.MEMBER);
        if (member || turn.room().settings().registration().equals("open")) {
            full(turn, from.bare());
            Requests.member(turn, from.bare(), nick);
        } else {
            ask(turn, from.bare(), nick);
        }
        return set.result();
    }

    private static void full(Turn turn, BareJid account) {
        Memberships all = turn.room().memberships();
        if (all.own(account).blank() && all.size() >= turn.house().limits().affiliations()) {
            throw Refusal.of(Condition.RESOURCE_CONSTRAINT, "the member list is full");
        }
    }

    /** §9.9: whoever can agree is asked, in the room or not. */
    private static void ask(Turn turn, BareJid account, String nick) {
        if (!turn.room().mayAsk(account, turn.now())) {
            throw Refusal.tooMany("requests");
        }
        DataForm form =
                DataForm.of(FormType.FORM, Requests.REGISTER)
                        .titled("Request for membership")
                        .instructing(List.of("Shall this person be a member of this room?"))
                        .with(
                                FormField.of(
                                                FieldType.JID_SINGLE,
                                                Requests.ACCOUNT,
                                                account.toString())
                                        .labelled("Address"))
                        .with(
                                FormField.of(FieldType.TEXT_SINGLE, NICK, nick)
                                        .labelled("Desired nickname"))
                        .with(
                                FormField.of(FieldType.BOOLEAN, "muc#register_allow", "0")
                                        .labelled("Allow this person to register"));
        Message asked =
                Message.of(MessageType.NORMAL, List.of(form.element()))
                        .withFrom(turn.room().address());
        for (Affiliation affiliation : List.of(Affiliation.OWNER, Affiliation.ADMIN)) {
            for (Memberships.Entry entry : turn.room().memberships().list(affiliation)) {
                turn.context().send(asked.withTo(entry.account()));
            }
        }
    }

    private static IqResponse remove(Turn turn, IqSet set, BareJid account) {
        Membership now = turn.room().memberships().own(account);
        if (!now.affiliation().atLeast(Affiliation.MEMBER)) {
            throw Refusal.of(Condition.REGISTRATION_REQUIRED);
        }
        Affiliation left =
                now.affiliation() == Affiliation.MEMBER ? Affiliation.NONE : now.affiliation();
        AffiliationItem.apply(
                turn, account, new Membership(left, "", now.reason()), new Reasons("", ""));
        return set.result();
    }
}
