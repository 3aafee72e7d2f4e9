package io.stoa.storage.jdbc;

import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.database.Database;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which stores there are, of which shape, and the newest version ever written to each. Opening a
 * store with newer code changes nothing, so that one can go back; writing does. Thread-safe.
 */
final class StoreRegistry {

    private final Database database;
    private final ConcurrentHashMap<String, Store> known = new ConcurrentHashMap<>();

    /** Reads what is in the database. */
    StoreRegistry(Database database) {
        this.database = database;
        database.run(StoreRegistry::all).forEach(store -> known.put(store.name(), store));
    }

    /** Returns the stores that have been written to, by this process or another. */
    static List<Store> all(Connection connection) throws SQLException {
        return Sql.of("SELECT store, shape, version FROM stoa_stores")
                .list(
                        connection,
                        row ->
                                new Store(
                                        row.getString(1),
                                        Shape.of(row.getString(2)),
                                        row.getInt(3)));
    }

    /** Refuses a store that has another shape, or that newer code has written. */
    void check(StoreSpec<?> spec, Shape shape) {
        Optional.ofNullable(known.get(spec.name())).ifPresent(store -> store.check(spec, shape));
    }

    /** Records that there are values of a version; called before the first of them is written. */
    void claim(StoreSpec<?> spec, Shape shape) {
        boolean recorded =
                Optional.ofNullable(known.get(spec.name()))
                        .filter(store -> store.version() >= spec.version())
                        .isPresent();
        if (!recorded) {
            database.settle(connection -> record(connection, spec, shape));
            known.merge(spec.name(), new Store(spec.name(), shape, spec.version()), Store::newer);
        }
    }

    private static boolean record(Connection connection, StoreSpec<?> spec, Shape shape)
            throws SQLException {
        Optional<Store> present =
                all(connection).stream()
                        .filter(store -> store.name().equals(spec.name()))
                        .findFirst();
        if (present.isPresent()) {
            present.get().check(spec, shape);
            return Sql.of(
                                    "UPDATE stoa_stores SET version = ?"
                                            + " WHERE store = ? AND version <= ?",
                                    spec.version(),
                                    spec.name(),
                                    spec.version())
                            .update(connection)
                    == 1;
        }
        return Sql.of(
                                "INSERT INTO stoa_stores (store, shape, version) VALUES (?, ?, ?)",
                                spec.name(),
                                shape.text(),
                                spec.version())
                        .update(connection)
                == 1;
    }

    /**
     * A store.
     *
     * @param name its name
     * @param shape its shape
     * @param version the newest version that was written
     */
    record Store(String name, Shape shape, int version) {

        private void check(StoreSpec<?> spec, Shape wanted) {
            if (shape != wanted) {
                throw new StorageException(
                        "store %s holds %s, not %s".formatted(name, shape.text(), wanted.text()));
            }
            if (version > spec.version()) {
                throw new StorageException(
                        "store %s was written in version %d; this code knows versions up to %d"
                                .formatted(name, version, spec.version()));
            }
        }

        private Store newer(Store other) {
            return other.version > version ? other : this;
        }
    }
}
