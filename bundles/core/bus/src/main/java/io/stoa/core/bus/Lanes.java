package io.stoa.core.bus;

import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fair lock for each bare JID, held for one leg, never two at once: hence no deadlock. A lane
 * exists only while somebody uses it. Thread-safe.
 */
final class Lanes {

    /** A lane; {@code users} is guarded by the map's bin lock. */
    static final class Lane {
        private final BareJid owner;
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;

        private Lane(BareJid owner) {
            this.owner = owner;
        }
    }

    private final ConcurrentHashMap<BareJid, Lane> lanes = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> inside = new ThreadLocal<>();

    /** Enters the lane of an address, waiting for it if need be. */
    Lane enter(BareJid owner) {
        Lane lane = use(owner);
        lane.lock.lock();
        inside.set(true);
        return lane;
    }

    /** Enters the lane of an address if it is free, or returns null at once. */
    @Nullable Lane tryEnter(BareJid owner) {
        Lane lane = use(owner);
        if (lane.lock.tryLock()) {
            inside.set(true);
            return lane;
        }
        leave(lane);
        return null;
    }

    /** Leaves a lane that was entered. */
    void exit(Lane lane) {
        inside.remove();
        lane.lock.unlock();
        leave(lane);
    }

    /** Tells whether the calling thread is in a lane. */
    boolean held() {
        return inside.get() != null;
    }

    int size() {
        return lanes.size();
    }

    private Lane use(BareJid owner) {
        return lanes.compute(
                owner,
                (jid, present) -> {
                    Lane lane = present == null ? new Lane(jid) : present;
                    lane.users++;
                    return lane;
                });
    }

    private void leave(Lane lane) {
        lanes.computeIfPresent(lane.owner, (jid, present) -> --present.users == 0 ? null : present);
    }
}
