package io.stoa.im.blocking;

import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.xml.Element;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** The items of a command (XEP-0191 §3.2–3.5). Stateless. */
final class Items {

    static final String NAMESPACE = "urn:xmpp:blocking";

    private Items() {}

    /**
     * Reads the addresses of a command.
     *
     * @throws StanzaException with {@code bad-request} for an item without an address, {@code
     *     jid-malformed} for one that is none
     */
    static SequencedSet<Jid> read(Element command) {
        SequencedSet<Jid> jids = new LinkedHashSet<>();
        command.elements(NAMESPACE, "item").forEach(item -> jids.add(jid(item)));
        return jids;
    }

    static Jid jid(Element item) {
        String text = item.attribute("jid");
        if (text.isEmpty()) {
            throw new StanzaException(StanzaError.of(Condition.BAD_REQUEST, "an item has a 'jid'"));
        }
        try {
            return Jid.parse(text);
        } catch (JidException malformed) {
            throw new StanzaException(
                    StanzaError.of(Condition.JID_MALFORMED, "“" + text + "” is no address"));
        }
    }

    static Element write(String local, Collection<? extends Jid> jids) {
        List<Element> items =
                jids.stream()
                        .map(jid -> Element.of(NAMESPACE, "item").with("jid", jid.toString()))
                        .toList();
        return Element.of(NAMESPACE, local, List.of(), items);
    }
}
