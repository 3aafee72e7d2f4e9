package io.stoa.storage.jdbc.values;

import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.StoreVersionException;
import io.stoa.storage.jdbc.database.Batch;
import io.stoa.storage.jdbc.database.Database;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Which stores there are, of which shape, and the newest version ever written to each. Opening a
 * store with newer code changes nothing, so that one can go back; writing does. Thread-safe.
 */
public final class StoreRegistry {

    private final Database database;
    private final ConcurrentHashMap<String, Store> known = new ConcurrentHashMap<>();

    /** Reads what is in the database. */
    public StoreRegistry(Database database) {
        this.database = database;
        database.read(StoreRegistry::all).forEach(store -> known.put(store.name(), store));
    }

    /** Returns the stores that have been written to, by this process or another. */
    public static List<Store> all(Session session) throws SQLException {
        return Sql.of("SELECT store, shape, version FROM stoa_stores")
                .list(
                        session,
                        row ->
                                new Store(
                                        row.getString(1),
                                        Shape.of(row.getString(2)),
                                        row.getInt(3)));
    }

    /** Refuses a store that has another shape, or that newer code has written. */
    public void check(StoreSpec<?> spec, Shape shape) {
        Optional.ofNullable(known.get(spec.name())).ifPresent(store -> store.check(spec, shape));
    }

    /** Records that there are values of a version; called before the first of them is written. */
    void claim(StoreSpec<?> spec, Shape shape) {
        boolean recorded =
                Optional.ofNullable(known.get(spec.name()))
                        .filter(store -> store.version() >= spec.version())
                        .isPresent();
        if (!recorded) {
            database.settle(spec.name(), batch -> record(batch, spec, shape));
            known.merge(spec.name(), new Store(spec.name(), shape, spec.version()), Store::newer);
        }
    }

    private static Supplier<Integer> record(Batch batch, StoreSpec<?> spec, Shape shape)
            throws SQLException {
        Optional<Store> present =
                all(batch.session()).stream()
                        .filter(store -> store.name().equals(spec.name()))
                        .findFirst();
        if (present.isPresent()) {
            present.get().check(spec, shape);
            batch.changeOne(
                    Sql.of(
                            "UPDATE stoa_stores SET version = ? WHERE store = ? AND version <= ?",
                            spec.version(),
                            spec.name(),
                            spec.version()));
        } else {
            batch.changeOne(
                    batch.dialect()
                            .unlessThere(
                                    Sql.of(
                                            "INSERT INTO stoa_stores (store, shape, version)"
                                                    + " VALUES (?, ?, ?)",
                                            spec.name(),
                                            shape.text(),
                                            spec.version())));
        }
        return spec::version;
    }

    /**
     * A store.
     *
     * @param name its name
     * @param shape its shape
     * @param version the newest version that was written
     */
    public record Store(String name, Shape shape, int version) {

        private void check(StoreSpec<?> spec, Shape wanted) {
            if (shape != wanted) {
                throw new StorageException(
                        "store %s holds %s, not %s".formatted(name, shape.text(), wanted.text()));
            }
            if (version > spec.version()) {
                throw new StoreVersionException(name, version, spec.version());
            }
        }

        private Store newer(Store other) {
            return other.version > version ? other : this;
        }
    }
}
