package io.stoa.commands;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sessions that wait for their requesters. An account has at most {@value Executions#OF_ONE},
 * the oldest gives way; all end when nothing happens for a while, or their requester leaves.
 * Thread-safe.
 */
final class Runs {

    private record Waiting(Run run, Instant end) {}

    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    Runs(InstantSource clock) {
        this.clock = clock;
    }

    /** Takes a session out: whoever goes on with it has it alone. */
    Optional<Run> take(String id) {
        lock.lock();
        try {
            expire();
            return Optional.ofNullable(waiting.remove(id)).map(Waiting::run);
        } finally {
            lock.unlock();
        }
    }

    /** Lets a session wait. */
    void put(Run run) {
        lock.lock();
        try {
            expire();
            makeRoom(run.requester().bare());
            waiting.put(run.id(), new Waiting(run, clock.instant().plus(Executions.LIFE)));
        } finally {
            lock.unlock();
        }
    }

    void leave(Jid requester) {
        lock.lock();
        try {
            waiting.values().removeIf(it -> it.run().requester().equals(requester));
        } finally {
            lock.unlock();
        }
    }

    void purge() {
        lock.lock();
        try {
            expire();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void expire() {
        Instant now = clock.instant();
        waiting.values().removeIf(it -> !now.isBefore(it.end()));
    }

    private void makeRoom(BareJid account) {
        long already = waiting.values().stream().filter(it -> of(it, account)).count();
        Iterator<Waiting> oldest = waiting.values().iterator();
        while (already >= Executions.OF_ONE && oldest.hasNext()) {
            if (of(oldest.next(), account)) {
                oldest.remove();
                already--;
            }
        }
    }

    private static boolean of(Waiting waiting, BareJid account) {
        return waiting.run().requester().bare().equals(account);
    }
}
