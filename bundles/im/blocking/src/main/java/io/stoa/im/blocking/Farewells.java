package io.stoa.im.blocking;

import io.stoa.jid.Jid;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unavailable presence that still has to reach somebody who is blocked from now on (XEP-0191 §3.3).
 * It leaves when the leg that blocks is over, hence after the block is in force. Each passes once.
 * Thread-safe.
 */
@Component(service = Farewells.class)
public final class Farewells {

    private record Farewell(Optional<Jid> from, Optional<Jid> to) {}

    private final Set<Farewell> due = ConcurrentHashMap.newKeySet();

    /** Makes an empty set. */
    @Activate
    public Farewells() {}

    /** Returns unavailable presence that will pass. */
    Presence say(Jid from, Jid to) {
        due.add(new Farewell(Optional.of(from), Optional.of(to)));
        return Presence.of(PresenceType.UNAVAILABLE).withFrom(from).withTo(to);
    }

    boolean take(Presence presence) {
        return presence.type() == PresenceType.UNAVAILABLE
                && due.remove(new Farewell(presence.from(), presence.to()));
    }
}
