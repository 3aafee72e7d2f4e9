package io.stoa.im.roster;

import io.stoa.im.RosterItem;
import io.stoa.im.RosterItem.Subscription;
import io.stoa.jid.Jid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.xml.Attribute;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Roster items as elements: on the wire (RFC 6121 §2.1.2) and in the store. Stateless. */
final class ItemElements {

    static final String NAMESPACE = "jabber:iq:roster";

    private ItemElements() {}

    /** Writes an item for a client: of a contact's request it sees nothing (appendix A.1). */
    static Element write(RosterItem item) {
        List<Attribute> attributes = new ArrayList<>(5);
        attributes.add(Attribute.of("jid", item.contact().toString()));
        if (!item.name().isEmpty()) {
            attributes.add(Attribute.of("name", item.name()));
        }
        attributes.add(Attribute.of("subscription", word(item.subscription())));
        if (item.pendingOut()) {
            attributes.add(Attribute.of("ask", "subscribe"));
        }
        if (item.approved()) {
            attributes.add(Attribute.of("approved", "true"));
        }
        List<Element> groups =
                item.groups().stream()
                        .map(group -> Element.of(NAMESPACE, "group", new Text(group)))
                        .toList();
        return Element.of(NAMESPACE, "item", attributes, groups);
    }

    /** Writes that an item is gone (§2.5.2). */
    static Element writeRemoved(String contact) {
        return Element.of(NAMESPACE, "item").with("jid", contact).with("subscription", "remove");
    }

    /** Writes an item for the store: as for the client, with what only the server knows. */
    static Element store(RosterItem item) {
        Element element = write(item);
        if (!item.listed()) {
            element = element.with("listed", "false");
        }
        return item.pendingIn().isPresent()
                ? element.with(item.pendingIn().get().toElement())
                : element;
    }

    /** Reads an item from the store. */
    static RosterItem restore(Element element) {
        return new RosterItem(
                Jid.parse(element.attribute("jid")).bare(),
                element.attribute("name"),
                groups(element),
                subscription(element.attribute("subscription")),
                element.attribute("ask").equals("subscribe"),
                element.child(Stanza.CLIENT, "presence")
                        .map(Stanza::from)
                        .map(Presence.class::cast),
                element.attribute("approved").equals("true"),
                !element.attribute("listed").equals("false"));
    }

    /** Reads the groups of an item. */
    static List<String> groups(Element item) {
        return item.elements(NAMESPACE, "group").map(Element::text).toList();
    }

    static String word(Subscription subscription) {
        return subscription.name().toLowerCase(Locale.ROOT);
    }

    private static Subscription subscription(String word) {
        return Optional.of(word)
                .filter(it -> !it.isEmpty())
                .map(it -> Subscription.valueOf(it.toUpperCase(Locale.ROOT)))
                .orElse(Subscription.NONE);
    }
}
