package io.stoa.service.muc.live;

import io.stoa.jid.BareJid;
import io.stoa.muc.Role;
import io.stoa.stanza.Message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A room with occupants that is not in memory yet, after an update or a restart. Immutable.
 *
 * @param creator who has created it; matters only while it is locked
 * @param locked whether it has yet to be configured
 * @param seats who is in it
 * @param said what was said lately
 * @param complete whether it was handed over, so that nothing else is needed
 * @param kept what the storage has of it, when it was handed over
 * @param voices who comes back with another role than others
 */
public record Sleeping(
        BareJid creator,
        boolean locked,
        List<Taken> seats,
        List<Message> said,
        boolean complete,
        Optional<Kept> kept,
        Map<BareJid, Role> voices) {

    /** Copies the lists. */
    public Sleeping {
        seats = List.copyOf(seats);
        said = List.copyOf(said);
        voices = Collections.unmodifiableMap(new LinkedHashMap<>(voices));
    }

    Sleeping with(Taken seat) {
        List<Taken> more = new ArrayList<>(seats);
        more.add(seat);
        return new Sleeping(creator, locked, more, said, complete, kept, voices);
    }
}
