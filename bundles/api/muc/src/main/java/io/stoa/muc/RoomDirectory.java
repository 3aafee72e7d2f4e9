package io.stoa.muc;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/**
 * Which rooms there are, in memory or not, for what is not done within a room's lane: commands of
 * administrators, clearing up. Thread-safe; may block.
 */
@ProviderType
public interface RoomDirectory {

    /** Returns the domains of rooms. */
    List<String> services();

    /**
     * Lists the rooms of a service, hidden ones among them, in the order of their localparts.
     *
     * @param after what comes after this localpart; "" for the beginning
     * @param limit at most so many
     */
    List<BareJid> rooms(String service, String after, int limit);

    /** Tells whether there is a room. */
    boolean exists(BareJid room);

    /** Returns what a room's owner has said of a field of its configuration; empty for nothing. */
    List<String> said(BareJid room, String field);

    /**
     * Configures a room as its owner would, in its lane, for a command of an administrator: when
     * the room refuses, the command fails with the reason.
     */
    void say(BareJid room, String field, String value);
}
