package io.stoa.muc;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;

import java.util.List;

/**
 * Who is in a room, at a moment. Several sessions of one account may share a nickname (XEP-0045
 * §7.2.8). Immutable and thread-safe.
 *
 * @param address the occupant JID: the room and the nickname
 * @param account whose it is
 * @param sessions the full JIDs, at least one, in the order in which they came
 * @param affiliation the account's affiliation
 * @param role the role
 */
public record Occupant(
        FullJid address,
        BareJid account,
        List<FullJid> sessions,
        Affiliation affiliation,
        Role role) {

    /** Copies the list. */
    public Occupant {
        sessions = List.copyOf(sessions);
    }

    /** Returns the nickname. */
    public String nick() {
        return address.resource();
    }
}
