package io.stoa.service.muc.live;

import static org.osgi.service.component.annotations.ConfigurationPolicy.IGNORE;
import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.lifecycle.Handover;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.session.Sessions;
import io.stoa.storage.StorageException;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The rooms in memory. It has neither configuration nor references that it waits for, so it stays
 * while everything around it comes and goes; the next version of the bundle takes over what is in
 * it. The table is thread-safe; a room in it belongs to its lane.
 */
@Component(
        service = {RoomTable.class, Handover.class},
        configurationPolicy = IGNORE)
public final class RoomTable implements Handover {

    private final Map<BareJid, LiveRoom> rooms = new ConcurrentHashMap<>();
    private final Map<BareJid, Sleeping> sleeping = new ConcurrentHashMap<>();

    /** What the version before has handed over: read when somebody asks for the room. */
    private final Map<BareJid, List<?>> handed = new ConcurrentHashMap<>();

    private final Occupancies occupancies = new Occupancies();
    private final Guests guests = new Guests();
    private final Lock waking = new ReentrantLock();
    private volatile boolean awake;
    private final AtomicBoolean handedOver = new AtomicBoolean();

    /** To say farewell. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    private volatile @Nullable Sessions sessions;

    /** Returns what is written down with sessions. */
    public Occupancies occupancies() {
        return occupancies;
    }

    /** Returns who of elsewhere is in rooms. */
    public Guests guests() {
        return guests;
    }

    /** Finds a room in memory. */
    public Optional<LiveRoom> find(BareJid address) {
        return Optional.ofNullable(rooms.get(address));
    }

    /** Adds a room. */
    public void put(LiveRoom room) {
        rooms.put(room.address(), room);
    }

    /** Removes a room. */
    public void remove(BareJid address) {
        rooms.remove(address);
    }

    /** Tells whether somebody is, or was before a restart, in a room. */
    public boolean populated(BareJid address) {
        return rooms.containsKey(address)
                || handed.containsKey(address)
                || sleeping.containsKey(address);
    }

    /** Counts who is in a room, or was before a restart; about, for its lane goes on meanwhile. */
    public int occupants(BareJid address) {
        return find(address).map(room -> room.seats().size()).orElseGet(() -> sleepers(address));
    }

    private int sleepers(BareJid address) {
        Sleeping slept = sleeping.get(address);
        return slept == null
                ? 0
                : (int) slept.seats().stream().map(Taken::occupant).distinct().count();
    }

    /** Returns the rooms in memory; for counting only. */
    public List<LiveRoom> all() {
        return List.copyOf(rooms.values());
    }

    /** Takes what is known of a room that is not in memory yet. */
    public Optional<Sleeping> take(BareJid address) {
        // of a room that was handed over, sessions tell nothing that is not in there
        Optional<Sleeping> slept = Optional.ofNullable(sleeping.remove(address));
        return Optional.ofNullable(handed.remove(address))
                .map(HandedRoom::sleeping)
                .or(() -> slept);
    }

    /**
     * Finds out, once, who was in rooms before this version came. Nobody has a room before all of
     * them are known: a room that looks empty would be taken for forsaken, and a temporary one is
     * erased then.
     *
     * @param all whose sessions are here still
     * @param elsewhere reads who of elsewhere was there; may fail
     * @throws StorageException when the sessions are not restored yet: ask again
     */
    public void wake(Sessions all, Supplier<List<Guest>> elsewhere) {
        if (awake) {
            return;
        }
        waking.lock();
        try {
            if (!awake) {
                if (!all.restored()) {
                    throw new StorageException("the sessions of before are not restored yet");
                }
                List<Guest> left = elsewhere.get();
                all.all().forEach(it -> Occupancies.of(it).forEach(this::found));
                left.forEach(it -> found(it.taken()));
                awake = true;
            }
        } finally {
            waking.unlock();
        }
    }

    /** Returns the rooms that are not in memory yet and in which one was who is such. */
    public List<BareJid> asleep(Predicate<FullJid> such) {
        return sleeping.entrySet().stream()
                .filter(it -> !handed.containsKey(it.getKey()))
                .filter(
                        it ->
                                it.getValue().seats().stream()
                                        .anyMatch(seat -> such.test(seat.session())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A session has ended: if its room is not in memory yet, it is to be told when it is. */
    public void ended(Taken seat) {
        if (find(seat.occupant().bare()).isEmpty()) {
            found(seat);
        }
    }

    private void found(Taken seat) {
        BareJid room = seat.occupant().bare();
        sleeping.compute(
                room,
                (address, known) -> {
                    if (known == null) {
                        return new Sleeping(
                                seat.session().bare(),
                                false,
                                List.of(seat),
                                List.of(),
                                false,
                                Optional.empty(),
                                Map.of());
                    }
                    return known.with(seat);
                });
    }

    @Override
    public String name() {
        return "io.stoa.service.muc.rooms";
    }

    @Override
    public Object save() {
        handedOver.set(true);
        List<List<?>> state = new ArrayList<>();
        rooms.values().forEach(room -> state.add(HandedRoom.of(room)));
        state.addAll(handed.values());
        sleeping.forEach((address, room) -> state.add(HandedRoom.of(address, room)));
        return List.copyOf(state);
    }

    @Override
    public void restore(Object state) {
        if (!(state instanceof List<?> saved)) {
            throw new IllegalArgumentException("rooms are handed over as a list");
        }
        for (Object room : saved) {
            BareJid address = HandedRoom.address(room);
            if (!rooms.containsKey(address)) {
                handed.putIfAbsent(address, (List<?>) room);
            }
        }
        // whoever hands over rooms was awake: the sessions tell nothing that is not in here
        awake |= !saved.isEmpty();
        handedOver.set(false);
    }

    /** Says farewell to who is in a room, unless another version takes over (XEP-0045 §16.2). */
    @Deactivate
    public void stop() {
        Sessions known = sessions;
        if (handedOver.get() || known == null) {
            return;
        }
        for (LiveRoom room : rooms.values()) {
            new Closing(known, occupancies, room).farewell();
        }
    }
}
