package io.stoa.muc;

import io.stoa.jid.BareJid;
import io.stoa.stanza.Message;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Optional;

/**
 * Remembers what was said in a room. Asked for the latest once, when the room comes into memory:
 * from then on the room remembers itself. May block.
 */
@ConsumerType
public interface RoomHistory {

    /**
     * Returns the last messages, oldest first: from their occupant JIDs, with {@code <delay/>} of
     * the room (XEP-0203) and {@code <stanza-id/>} by it, without {@code to}. No changes of the
     * subject (XEP-0045 §7.2.13).
     *
     * @param limit at most so many
     */
    List<Message> recent(BareJid room, int limit);

    /**
     * Finds what was said under a stable id (XEP-0359), as {@link #recent} would return it. Called
     * in the room's lane; may block.
     */
    default Optional<Message> find(BareJid room, String stanzaId) {
        return Optional.empty();
    }
}
