package io.stoa.service.mucmam;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.muc.RoomHistory;
import io.stoa.stanza.Message;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;

/**
 * Reminds rooms that come into memory of what was said, so that newcomers see it also after a
 * restart (XEP-0045 §7.2.13). It must not ask the room service anything, which waits for it.
 * Thread-safe; blocks.
 */
@Component
public final class RoomMemory implements RoomHistory {

    private final RoomArchive store;

    /** Takes the archive. */
    @Activate
    public RoomMemory(@Reference(policyOption = GREEDY) RoomArchive store) {
        this.store = store;
    }

    @Override
    public List<Message> recent(BareJid room, int limit) {
        return limit > 0 ? store.recent(room, limit) : List.of();
    }

    @Override
    public Optional<Message> find(BareJid room, String stanzaId) {
        return store.find(room, stanzaId);
    }
}
