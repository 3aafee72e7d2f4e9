package io.stoa.service.muc.live;

import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Memberships;
import io.stoa.stanza.Message;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the storage has of a room, as it is in memory: a room that is handed over is not read again.
 * Immutable.
 *
 * @param values what its owner has said in its configuration
 * @param subject the last change of the subject
 * @param memberships the affiliations
 */
public record Kept(
        Map<String, List<String>> values,
        Optional<Message> subject,
        List<Memberships.Entry> memberships) {

    /** Copies the collections. */
    public Kept {
        values = Map.copyOf(values);
        memberships = List.copyOf(memberships);
    }

    static Kept of(LiveRoom room) {
        return new Kept(room.settings().values(), room.subject(), room.memberships().list());
    }
}
