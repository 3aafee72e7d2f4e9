package io.stoa.storage.memory;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The logs of all owners of one store. Thread-safe. */
final class LogTable extends Table {

    private final ConcurrentHashMap<BareJid, Rows> owners = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    LogTable(String shape) {
        super(shape);
    }

    /** Appends to the log of an owner and returns the id. */
    long append(BareJid owner, Row row) {
        return owners.computeIfAbsent(owner, jid -> new Rows()).append(row);
    }

    /** Returns the log of an owner by id, to be read and changed but not appended to. */
    NavigableMap<Long, Row> rows(BareJid owner) {
        @Nullable Rows rows = owners.get(owner);
        return rows == null ? new ConcurrentSkipListMap<>() : rows.byId;
    }

    @Override
    void erase(BareJid owner) {
        owners.remove(owner);
    }

    /** An entry as it is kept. */
    record Row(Instant time, Jid with, String tag, Encoded value) {

        /** Returns the entry with another value. */
        Row with(Encoded other) {
            return new Row(time, with, tag, other);
        }
    }

    /** The log of one owner. */
    private final class Rows {

        private final ReentrantLock appending = new ReentrantLock();
        private final ConcurrentSkipListMap<Long, Row> byId = new ConcurrentSkipListMap<>();

        /** Appends: who sees an id sees every lower one, so that paging misses nothing. */
        long append(Row row) {
            appending.lock();
            try {
                // Counted for the table: an id comes never again, not even after erase.
                long id = lastId.incrementAndGet();
                byId.put(id, row);
                return id;
            } finally {
                appending.unlock();
            }
        }
    }
}
