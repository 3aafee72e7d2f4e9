package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Database;
import io.stoa.storage.jdbc.database.KeyedLocks;
import io.stoa.storage.jdbc.values.StoreRegistry;

/**
 * What all stores of one database share. Thread-safe.
 *
 * @param database the transactions
 * @param registry the stores and their versions
 * @param locks the queues of the writers
 * @param ticks the source of revisions and ids
 * @param heads the heads of the logs
 */
record Engine(
        Database database, StoreRegistry registry, KeyedLocks locks, Ticks ticks, LogHeads heads) {

    Engine(Database database) {
        this(database, new StoreRegistry(database), new KeyedLocks(), new Ticks(), new LogHeads());
    }
}
