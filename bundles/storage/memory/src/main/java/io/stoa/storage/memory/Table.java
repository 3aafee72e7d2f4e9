package io.stoa.storage.memory;

import io.stoa.jid.BareJid;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.StoreVersionException;

import java.util.concurrent.atomic.AtomicInteger;

/** What is kept under the name of one store. */
abstract sealed class Table permits CellTable, LogTable {

    private final String shape;
    private final AtomicInteger newest = new AtomicInteger();

    Table(String shape) {
        this.shape = shape;
    }

    String shape() {
        return shape;
    }

    /** Refuses code that is older than the data. */
    void check(StoreSpec<?> spec) {
        if (newest.get() > spec.version()) {
            throw new StoreVersionException(spec.name(), newest.get(), spec.version());
        }
    }

    /** Remembers that a value of a version was written. */
    void written(int version) {
        newest.accumulateAndGet(version, Math::max);
    }

    /** Returns the newest version that was written; 0 for none. */
    int newest() {
        return newest.get();
    }

    abstract void erase(BareJid owner);
}
