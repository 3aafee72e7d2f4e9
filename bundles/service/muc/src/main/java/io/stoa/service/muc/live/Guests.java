package io.stoa.service.muc.live;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Who of elsewhere is in which room, and of which rooms that has yet to be written down.
 * Thread-safe.
 */
public final class Guests {

    private final Map<BareJid, Map<FullJid, Guest>> rooms = new ConcurrentHashMap<>();
    private final Set<BareJid> unwritten = ConcurrentHashMap.newKeySet();

    /** Takes notice of a guest; false when that is nothing new. */
    public boolean put(Guest guest) {
        BareJid room = guest.occupant().bare();
        AtomicBoolean news = new AtomicBoolean();
        rooms.compute(
                room,
                (address, known) -> {
                    if (known != null && guest.equals(known.get(guest.session()))) {
                        return known;
                    }
                    Map<FullJid, Guest> more = known == null ? new HashMap<>() : known;
                    more.put(guest.session(), guest);
                    news.set(true);
                    unwritten.add(room);
                    return more;
                });
        return news.get();
    }

    /** Takes notice that a guest is in a room no more; false when it was not in it. */
    public boolean remove(BareJid room, FullJid session) {
        AtomicBoolean news = new AtomicBoolean();
        rooms.computeIfPresent(
                room,
                (address, known) -> {
                    if (known.remove(session) != null) {
                        news.set(true);
                        unwritten.add(room);
                    }
                    return known.isEmpty() ? null : known;
                });
        return news.get();
    }

    /** Returns who is in a room. */
    public List<Guest> of(BareJid room) {
        List<Guest> found = new ArrayList<>();
        rooms.computeIfPresent(
                room,
                (address, known) -> {
                    found.addAll(known.values());
                    return known;
                });
        return found;
    }

    /**
     * Takes a room that has yet to be written down; what happens to it from now on counts anew. For
     * one at a time.
     */
    public Optional<BareJid> takeUnwritten() {
        Iterator<BareJid> next = unwritten.iterator();
        if (!next.hasNext()) {
            return Optional.empty();
        }
        BareJid room = next.next();
        next.remove();
        return Optional.of(room);
    }

    /** A room could not be written down. */
    public void again(BareJid room) {
        unwritten.add(room);
    }

    /** Tells whether all is written down, or about to be. */
    public boolean written() {
        return unwritten.isEmpty();
    }
}
