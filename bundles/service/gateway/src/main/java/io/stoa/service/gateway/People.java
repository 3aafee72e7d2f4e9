package io.stoa.service.gateway;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Presence;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of people in a network: how they are, and how the network spells their names, of
 * which an address keeps no capital letters. Used under a lock.
 */
final class People {

    /** So many are remembered. */
    private static final int MOST = 5_000;

    private final Map<BareJid, Presence> present = new LinkedHashMap<>();
    private final Map<BareJid, String> spelled = new LinkedHashMap<>();

    /** Takes a name as the network spells it. */
    void spell(BareJid contact, String name) {
        if (spelled.size() < MOST || spelled.containsKey(contact)) {
            spelled.put(contact, name);
        }
    }

    String name(BareJid contact) {
        return spelled.getOrDefault(contact, Addresses.name(contact));
    }

    /** Takes a presence; returns whether it tells anything new that may be remembered. */
    boolean see(BareJid contact, Presence presence, boolean available) {
        if (!available) {
            return present.remove(contact) != null;
        }
        Presence before = present.get(contact);
        if (presence.equals(before) || (before == null && present.size() >= MOST)) {
            return false;
        }
        present.put(contact, presence);
        return true;
    }

    Optional<Presence> presence(BareJid contact) {
        return Optional.ofNullable(present.get(contact));
    }

    Collection<Presence> presences() {
        return Collections.unmodifiableCollection(present.values());
    }

    Collection<BareJid> available() {
        return Collections.unmodifiableSet(present.keySet());
    }

    /** Nobody can be reached any more. */
    void leave() {
        present.clear();
    }

    /** Nobody asks for anybody: how names are spelled is told at the next log-in. */
    void forget() {
        spelled.clear();
    }
}
