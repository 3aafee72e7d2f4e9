package io.stoa.service.muc.query;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.muc.model.Membership;
import io.stoa.service.muc.model.Power;
import io.stoa.service.muc.model.RoleChange;
import io.stoa.service.muc.model.Settings;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.IqSet;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;

/**
 * Lists of roles and affiliations, and changes to them (XEP-0045 §8.2–8.5, §9, §10.3–10.8).
 * Stateless.
 *
 * <pre>{@code
 * C: <iq to='play@conference.stoa.example' id='k1' type='set'>
 *      <query xmlns='http://jabber.org/protocol/muc#admin'>
 *        <item nick='romeo' role='none'><reason>Enough.</reason></item>
 *      </query>
 *    </iq>
 * }</pre>
 */
final class AdminQuery {

    private AdminQuery() {}

    static void handle(Turn turn, IqRequest request, Jid from) {
        Element query = request.payload();
        List<Element> items = query.elements(Muc.ADMIN, "item").toList();
        if (!query.is(Muc.ADMIN, "query") || items.isEmpty()) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        switch (request) {
            case IqGet get -> turn.answer(list(turn, get, items, from));
            case IqSet set -> set(turn, set, items, from);
        }
    }

    private static IqResponse list(Turn turn, IqGet get, List<Element> items, Jid from) {
        Element item = items.getFirst();
        boolean byRole = item.hasAttribute("role");
        if (items.size() > 1 || byRole == item.hasAttribute("affiliation")) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        List<Element> found =
                byRole
                        ? roles(turn, role(item), from)
                        : affiliations(turn, affiliation(item), from);
        return get.result(Element.of(Muc.ADMIN, "query", found.toArray(Element[]::new)));
    }

    static Role role(Element item) {
        return Role.of(item.attribute("role")).orElseThrow(() -> Refusal.of(Condition.BAD_REQUEST));
    }

    static Affiliation affiliation(Element item) {
        return Affiliation.of(item.attribute("affiliation"))
                .orElseThrow(() -> Refusal.of(Condition.BAD_REQUEST));
    }

    private static List<Element> roles(Turn turn, Role role, Jid from) {
        RoleChange.Standing asker = turn.standing(from);
        boolean may =
                asker.role() == Role.MODERATOR || asker.affiliation().atLeast(Affiliation.ADMIN);
        if (!may) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        return turn.room().seats(role).stream()
                .map(
                        seat ->
                                Element.of(Muc.ADMIN, "item")
                                        .with("nick", seat.nick())
                                        .with("role", role.wire())
                                        .with("jid", seat.shownBy().toString())
                                        .with(
                                                "affiliation",
                                                turn.room().affiliation(seat.account()).wire()))
                .toList();
    }

    private static List<Element> affiliations(Turn turn, Affiliation affiliation, Jid from) {
        if (affiliation == Affiliation.NONE) {
            // §5.2: there is no such list
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        if (!mayList(turn, affiliation, from)) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
        return turn.room().memberships().list(affiliation).stream()
                .map(entry -> item(entry.account(), entry.membership()))
                .toList();
    }

    /** §9.5, §10.5, §10.8: where everybody sees addresses, more may have the lists. */
    private static boolean mayList(Turn turn, Affiliation affiliation, Jid from) {
        RoleChange.Standing asker = turn.standing(from);
        Settings settings = turn.room().settings();
        boolean open =
                settings.nonAnonymous()
                        && affiliation != Affiliation.OUTCAST
                        && (Power.MEMBER_LIST.of(asker.affiliation())
                                || settings.listsMembers(asker.role()));
        Power power =
                switch (affiliation) {
                    case ADMIN -> Power.EDIT_ADMINS;
                    case OWNER -> Power.EDIT_OWNERS;
                    default -> Power.EDIT_MEMBERS;
                };
        return open || power.of(asker.affiliation());
    }

    private static Element item(BareJid account, Membership membership) {
        Element item =
                Element.of(Muc.ADMIN, "item")
                        .with("jid", account.toString())
                        .with("affiliation", membership.affiliation().wire());
        if (!membership.nick().isEmpty()) {
            item = item.with("nick", membership.nick());
        }
        return membership.reason().isEmpty()
                ? item
                : item.with(Element.of(Muc.ADMIN, "reason", new Text(membership.reason())));
    }

    private static void set(Turn turn, IqSet set, List<Element> items, Jid from) {
        if (items.size() > turn.house().limits().itemsPerRequest()) {
            throw Refusal.of(
                    Condition.NOT_ACCEPTABLE,
                    "at most " + turn.house().limits().itemsPerRequest() + " items in one request");
        }
        // §15.4: one or the other
        boolean mixed =
                items.stream()
                        .anyMatch(it -> it.hasAttribute("role") == it.hasAttribute("affiliation"));
        if (mixed) {
            throw Refusal.of(Condition.BAD_REQUEST);
        }
        Batch batch = new Batch(turn, set.result());
        for (Element item : items) {
            if (item.hasAttribute("affiliation")) {
                AffiliationItem.note(batch, item, from);
            }
        }
        batch.count();
        // §9.2: all of it or nothing; every item is looked at before the first is applied
        List<Runnable> changes = new ArrayList<>();
        for (Element item : items) {
            changes.add(
                    item.hasAttribute("role")
                            ? RoleItem.of(turn, item, from, batch.answer())
                            : AffiliationItem.of(batch, item, from));
        }
        changes.forEach(Runnable::run);
        batch.answer().take().ifPresent(turn::answer);
    }
}
