package io.stoa.commands;

import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;
import io.stoa.xml.Element;

import java.util.List;

/** Commands as service discovery shows them (XEP-0050 §2.1, §2.2). Stateless. */
public final class Listing {

    private static final String INFO = "http://jabber.org/protocol/disco#info";
    private static final String ITEMS = "http://jabber.org/protocol/disco#items";

    private Listing() {}

    /** Returns what the list itself is: the node {@link Replies#NAMESPACE}. */
    public static Element list() {
        return identity("command-list", "Commands");
    }

    /** Returns what a command's node is. */
    public static List<Element> info(String title) {
        return List.of(
                identity("command-node", title),
                feature(Replies.NAMESPACE),
                feature(DataForm.NAMESPACE));
    }

    /** Returns a command in the list. */
    public static Element item(Jid entity, String node, String title) {
        return Element.of(ITEMS, "item")
                .with("jid", entity.toString())
                .with("node", node)
                .with("name", title);
    }

    private static Element identity(String type, String name) {
        return Element.of(INFO, "identity")
                .with("category", "automation")
                .with("type", type)
                .with("name", name);
    }

    private static Element feature(String name) {
        return Element.of(INFO, "feature").with("var", name);
    }
}
