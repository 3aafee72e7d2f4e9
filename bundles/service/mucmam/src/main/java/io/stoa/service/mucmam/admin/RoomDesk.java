package io.stoa.service.mucmam.admin;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.AdminException;
import io.stoa.admin.Field;
import io.stoa.admin.Form;
import io.stoa.archive.Archive;
import io.stoa.jid.BareJid;
import io.stoa.muc.RoomDirectory;
import io.stoa.service.mucmam.RoomArchive;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.SequencedMap;

/** What the commands share. Thread-safe; blocks. */
@Component(service = RoomDesk.class)
public final class RoomDesk {

    static final Field ROOM = new Field("room", "the room's address", Field.Kind.JID, true);

    /** Which rooms there are, if anybody knows: commands stay while that is replaced. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable RoomDirectory rooms;

    private final Archive archive;

    /** Takes the archives. */
    @Activate
    public RoomDesk(@Reference(policyOption = GREEDY) RoomArchive store) {
        this.archive = store.archive();
    }

    RoomDirectory rooms() {
        RoomDirectory known = rooms;
        if (known == null) {
            throw new AdminException("there are no rooms now; see: stoa feature list");
        }
        return known;
    }

    Archive archive() {
        return archive;
    }

    /** Which room is meant. */
    BareJid room(Form form) {
        BareJid room = form.jid("room");
        if (!rooms().exists(room)) {
            throw new AdminException("there is no room " + room + "; see: stoa room list");
        }
        return room;
    }

    /** Says when the first and the last message was sent. */
    void period(BareJid room, SequencedMap<String, String> facts) {
        facts.put("first", time(room, false));
        facts.put("last", time(room, true));
    }

    private String time(BareJid room, boolean last) {
        return archive.end(room, last).map(it -> it.time().toString()).orElse("-");
    }
}
