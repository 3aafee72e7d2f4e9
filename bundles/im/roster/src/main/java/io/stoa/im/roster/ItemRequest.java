package io.stoa.im.roster;

import io.stoa.im.RosterItem;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;

/**
 * What a roster set asks for (RFC 6121 §2.1.5). Immutable.
 *
 * @param contact which item is meant
 * @param remove whether it shall go
 * @param name its new name, ""
 * @param groups its new groups
 */
record ItemRequest(BareJid contact, boolean remove, String name, List<String> groups) {

    /**
     * Reads a roster set. Whatever it says of the subscription is ignored, except {@code remove}
     * (§2.1.2.5), and so are {@code ask} and {@code approved} (§2.1.2.1, §2.1.2.2).
     *
     * @throws StanzaException for the violations of §2.3.3
     */
    static ItemRequest read(Element query, RosterHandler.Config limits) {
        List<Element> items = query.elements().toList();
        if (items.size() != 1 || !items.getFirst().is(ItemElements.NAMESPACE, "item")) {
            throw refusal(Condition.BAD_REQUEST, "a roster set contains exactly one item");
        }
        Element item = items.getFirst();
        BareJid contact = contact(item);
        if (item.attribute("subscription").equals("remove")) {
            return new ItemRequest(contact, true, "", List.of());
        }
        String name = item.attribute("name");
        if (length(name) > limits.nameLength()) {
            throw refusal(Condition.NOT_ACCEPTABLE, "the name is too long");
        }
        return new ItemRequest(contact, false, name, groups(item, limits));
    }

    private static BareJid contact(Element item) {
        String jid = item.attribute("jid");
        if (jid.isEmpty()) {
            throw refusal(Condition.BAD_REQUEST, "an item needs a jid");
        }
        try {
            return Jid.parse(jid).bare();
        } catch (JidException malformed) {
            throw refusal(Condition.JID_MALFORMED, "'jid' is no address");
        }
    }

    private static List<String> groups(Element item, RosterHandler.Config limits) {
        List<String> groups = ItemElements.groups(item);
        if (groups.size() > limits.groups()) {
            throw refusal(Condition.NOT_ACCEPTABLE, "too many groups");
        }
        if (groups.stream().anyMatch(String::isEmpty)) {
            throw refusal(Condition.NOT_ACCEPTABLE, "a group needs a name");
        }
        if (groups.stream().anyMatch(group -> length(group) > limits.groupLength())) {
            throw refusal(Condition.NOT_ACCEPTABLE, "the name of a group is too long");
        }
        if (groups.stream().map(ItemRequest::comparable).distinct().count() < groups.size()) {
            throw refusal(Condition.BAD_REQUEST, "a group appears twice");
        }
        return groups;
    }

    /** As resourceparts are compared (RFC 7622 §3.4.1, RFC 8265 §4.2.2), roughly. */
    private static String comparable(String group) {
        return Normalizer.normalize(group, Normalizer.Form.NFC);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static StanzaException refusal(Condition condition, String why) {
        return new StanzaException(StanzaError.of(condition, why));
    }

    /** Makes the item anew; the subscription state is not the client's to set. */
    RosterItem on(Optional<RosterItem> present) {
        return present.orElseGet(() -> RosterItem.blank(contact)).named(name, groups);
    }
}
