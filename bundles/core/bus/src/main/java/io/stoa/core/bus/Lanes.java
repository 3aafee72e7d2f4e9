package io.stoa.core.bus;

import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fair lock for each bare JID, held for one leg, never two at once: hence no deadlock. A lane
 * that was used stays for the next leg; when there are many, those that nobody uses go.
 * Thread-safe.
 */
final class Lanes {

    /** After so many new ones those go that nobody uses. */
    private static final int MANY = 1024;

    /** A lane. */
    static final class Lane {

        private static final int GONE = -1;

        private final BareJid owner;
        private final ReentrantLock lock = new ReentrantLock(true);
        private final AtomicInteger users = new AtomicInteger(1);

        private Lane(BareJid owner) {
            this.owner = owner;
        }

        /** Counts a user; false when the lane is gone. */
        private boolean use() {
            return users.getAndUpdate(count -> count == GONE ? GONE : count + 1) != GONE;
        }

        private void leave() {
            users.decrementAndGet();
        }

        private boolean used() {
            return users.get() > 0;
        }

        /** Goes unless somebody uses it. */
        private boolean go() {
            return users.compareAndSet(0, GONE);
        }
    }

    private final ConcurrentHashMap<BareJid, Lane> lanes = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
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
        lane.leave();
        return null;
    }

    /** Leaves a lane that was entered. */
    void exit(Lane lane) {
        inside.remove();
        lane.lock.unlock();
        lane.leave();
    }

    /** Tells whether the calling thread is in a lane. */
    boolean held() {
        return inside.get() != null;
    }

    /** How many are used. */
    int size() {
        return (int) lanes.values().stream().filter(Lane::used).count();
    }

    /** How many there are. */
    int kept() {
        return lanes.size();
    }

    private Lane use(BareJid owner) {
        while (true) {
            Lane present = lanes.get(owner);
            if (present == null) {
                Lane fresh = new Lane(owner);
                present = lanes.putIfAbsent(owner, fresh);
                if (present == null) {
                    tidy();
                    return fresh;
                }
            }
            if (present.use()) {
                return present;
            }
            // whoever lets it go is about to take it out
            lanes.remove(owner, present);
        }
    }

    private void tidy() {
        if (made.incrementAndGet() % MANY == 0) {
            for (Lane lane : lanes.values()) {
                if (lane.go()) {
                    lanes.remove(lane.owner, lane);
                }
            }
        }
    }
}
