package io.stoa.im.blocking;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.xml.Element;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Whom an account has blocked, in the order in which it did. Immutable.
 *
 * @param jids the addresses
 */
record BlockList(SequencedSet<Jid> jids) {

    static final BlockList EMPTY = new BlockList(new LinkedHashSet<>());

    BlockList {
        jids = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(jids));
    }

    /**
     * XEP-0191 §7: a full JID blocks that resource, a bare JID every resource, a domain itself and
     * everything in it. {@code domain/resource} is the full JID of a domain.
     */
    boolean blocks(Jid other) {
        if (jids.isEmpty()) {
            return false;
        }
        return jids.contains(other)
                || jids.contains(other.bare())
                || jids.contains(BareJid.ofDomain(other.domain()));
    }

    BlockList plus(Collection<? extends Jid> added) {
        SequencedSet<Jid> all = new LinkedHashSet<>(jids);
        all.addAll(added);
        return new BlockList(all);
    }

    BlockList minus(Collection<? extends Jid> removed) {
        SequencedSet<Jid> rest = new LinkedHashSet<>(jids);
        rest.removeAll(removed);
        return new BlockList(rest);
    }

    static BlockList of(Collection<? extends Jid> jids) {
        return EMPTY.plus(jids);
    }

    int size() {
        return jids.size();
    }

    /** Writes the list as a client gets it (§3.2), which is also how it is stored. */
    Element toElement() {
        return Items.write("blocklist", jids);
    }

    /** Reads a stored list. */
    static BlockList from(Element element) {
        List<Jid> stored =
                element.elements(Items.NAMESPACE, "item")
                        .map(item -> Jid.parse(item.attribute("jid")))
                        .toList();
        return of(stored);
    }
}
