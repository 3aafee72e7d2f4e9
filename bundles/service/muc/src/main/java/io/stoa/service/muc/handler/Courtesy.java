package io.stoa.service.muc.handler;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.xml.Element;

import java.util.List;

/**
 * Tells who is not in a room that its affiliation with it is another now (XEP-0045 §16.1.2).
 * Stateless.
 *
 * <pre>{@code
 * S: <message from='play@conference.stoa.example' to='romeo@stoa.example'>
 *      <x xmlns='http://jabber.org/protocol/muc#user'>
 *        <item affiliation='admin' role='none'/><status code='101'/>
 *      </x>
 *    </message>
 * }</pre>
 */
public final class Courtesy {

    private Courtesy() {}

    /**
     * Carries out a change of an account's affiliation, and tells the account unless it is in the
     * room or changes it itself. Who has never been anything there is not told of a ban.
     *
     * @param by who changes it
     */
    public static void around(Turn turn, BareJid account, Jid by, Runnable change) {
        LiveRoom room = turn.room();
        Affiliation before = room.affiliation(account);
        boolean away = room.seatsOf(account).isEmpty() && !by.bare().equals(account);
        change.run();
        Affiliation now = room.affiliation(account);
        boolean matters =
                before != now
                        && (before.atLeast(Affiliation.MEMBER) || now.atLeast(Affiliation.MEMBER));
        // §9.5: who becomes a member of a room for members is invited instead
        boolean invited = before == Affiliation.NONE && room.settings().membersOnly();
        if (away && matters && !invited && turn.live() && room.mayTell(turn.now())) {
            tell(turn, account, now);
        }
    }

    private static void tell(Turn turn, BareJid account, Affiliation now) {
        Element item =
                Element.of(Muc.USER, "item").with("affiliation", now.wire()).with("role", "none");
        turn.context()
                .send(
                        Message.of(MessageType.NORMAL, List.of(Muc.x(item, Muc.status(101))))
                                .withFrom(turn.room().address())
                                .withTo(account));
    }
}
