package io.stoa.service.muc.store;

import io.stoa.bus.Schedule;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Role;
import io.stoa.service.muc.live.Guest;
import io.stoa.service.muc.live.Guests;
import io.stoa.storage.Codec;
import io.stoa.storage.Items;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.xml.Element;
import io.stoa.xml.Node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes down who of elsewhere is in which room: nobody tells other servers and components that
 * this process has ended, so those who were there must be told when it is back. Nobody waits for
 * it: one job writes while there is something to write, and a room in which much happens is written
 * as it is by then. Thread-safe.
 */
public final class GuestBook {

    static final StoreSpec<List<Guest>> STORE =
            new StoreSpec<>(
                    "muc-guest",
                    1,
                    new Codec<>(GuestBook::write, (element, version) -> read(element)));

    private static final Logger LOG = LoggerFactory.getLogger(GuestBook.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Items<List<Guest>> items;
    private final Guests guests;
    private final Schedule schedule;
    private final AtomicBoolean working = new AtomicBoolean();
    private final Lock writing = new ReentrantLock();
    private volatile boolean closed;

    /** Opens the store; goes on with what is yet to be written. */
    public GuestBook(Storage storage, Guests guests, Schedule schedule) {
        this.items = storage.items(STORE);
        this.guests = guests;
        this.schedule = schedule;
        wake();
    }

    /** Somebody of elsewhere has come into a room, or is different. */
    public void enter(Guest guest) {
        if (guests.put(guest)) {
            wake();
        }
    }

    /** Somebody has left a room. */
    public void leave(BareJid room, FullJid session) {
        if (guests.remove(room, session)) {
            wake();
        }
    }

    /** Returns who was where when the process ended. May block. */
    public List<Guest> left(Set<String> services) {
        List<Guest> left = new ArrayList<>();
        for (String service : services) {
            items.all(BareJid.ofDomain(service)).values().forEach(left::addAll);
        }
        return left;
    }

    private void wake() {
        if (!guests.written() && !closed && working.compareAndSet(false, true)) {
            schedule.after(Duration.ZERO, this::work);
        }
    }

    private void work() {
        if (writeAll()) {
            working.set(false);
            wake();
        } else if (!closed) {
            schedule.after(AGAIN, this::work);
        }
    }

    private boolean writeAll() {
        writing.lock();
        try {
            return writeInOrder();
        } finally {
            writing.unlock();
        }
    }

    private boolean writeInOrder() {
        Optional<BareJid> next = guests.takeUnwritten();
        while (next.isPresent()) {
            BareJid room = next.get();
            try {
                write(room, guests.of(room));
            } catch (StorageException failure) {
                LOG.debug("who is in {} cannot be written down now", room, failure);
                guests.again(room);
                return false;
            }
            next = guests.takeUnwritten();
        }
        return true;
    }

    private void write(BareJid room, List<Guest> present) {
        BareJid service = BareJid.ofDomain(room.domain());
        if (present.isEmpty()) {
            items.remove(service, room.local());
        } else {
            items.put(service, room.local(), present);
        }
    }

    /** Writes what is left, if it can be written; the next one goes on. */
    public void close() {
        closed = true;
        writeAll();
    }

    private static Element write(List<Guest> present) {
        List<Node> children = new ArrayList<>();
        for (Guest guest : present) {
            children.add(
                    Element.of(RoomElements.NS, "guest")
                            .with("occupant", guest.occupant().toString())
                            .with("session", guest.session().toString())
                            .with("role", guest.role().wire()));
        }
        return Element.of(RoomElements.NS, "guests", List.of(), children);
    }

    private static List<Guest> read(Element guests) {
        return guests.elements(RoomElements.NS, "guest")
                .map(
                        it ->
                                new Guest(
                                        FullJid.parse(it.attribute("occupant")),
                                        FullJid.parse(it.attribute("session")),
                                        Role.of(it.attribute("role")).orElse(Role.VISITOR)))
                .toList();
    }
}
