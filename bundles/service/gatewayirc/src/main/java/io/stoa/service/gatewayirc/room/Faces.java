package io.stoa.service.gatewayirc.room;

import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;

/** What happens in a channel, as stanzas of XEP-0045. Stateless. */
public final class Faces {

    public static final String MUC = "http://jabber.org/protocol/muc";
    public static final String USER = "http://jabber.org/protocol/muc#user";

    private Faces() {}

    /** An occupant who is there. */
    static Presence here(FullJid occupant, Member member, int... codes) {
        Element x = x(item(member.affiliation(), member.role()), codes);
        Element away = Element.of(Stanza.CLIENT, "show", new Text("away"));
        return Presence.of(PresenceType.AVAILABLE, member.away() ? List.of(away, x) : List.of(x))
                .withFrom(occupant);
    }

    /** An occupant who is not there any more. */
    static Presence gone(FullJid occupant, Element item, String why, int... codes) {
        Presence presence =
                Presence.of(PresenceType.UNAVAILABLE, List.of(x(item, codes))).withFrom(occupant);
        return why.isEmpty()
                ? presence
                : presence.with(Element.of(Stanza.CLIENT, "status", new Text(why)));
    }

    public static Element item(Affiliation affiliation, Role role) {
        return Element.of(USER, "item")
                .with("affiliation", affiliation.wire())
                .with("role", role.wire());
    }

    /** Nobody here any more. */
    public static Element none() {
        return item(Affiliation.NONE, Role.NONE);
    }

    /** §9.1, §8.2: who did it, and why. */
    public static Element done(Element item, String actor, String reason) {
        Element by = item.with(Element.of(USER, "actor").with("nick", actor));
        return reason.isEmpty() ? by : by.with(Element.of(USER, "reason", new Text(reason)));
    }

    private static Element x(Element item, int... codes) {
        Element x = Element.of(USER, "x", item);
        for (int code : codes) {
            x = x.with(Element.of(USER, "status").with("code", String.valueOf(code)));
        }
        return x;
    }

    static Message said(Jid from, String text) {
        return Message.of(
                        MessageType.GROUPCHAT,
                        List.of(Element.of(Stanza.CLIENT, "body", new Text(text))))
                .withFrom(from);
    }

    /** §7.5: what somebody in a room says to one. */
    public static Message whispered(FullJid from, String text) {
        return Message.of(
                        MessageType.CHAT,
                        List.of(
                                Element.of(Stanza.CLIENT, "body", new Text(text)),
                                Element.of(USER, "x")))
                .withFrom(from);
    }

    static Message subject(Jid from, String text) {
        return Message.of(
                        MessageType.GROUPCHAT,
                        List.of(Element.of(Stanza.CLIENT, "subject", new Text(text))))
                .withFrom(from);
    }
}
