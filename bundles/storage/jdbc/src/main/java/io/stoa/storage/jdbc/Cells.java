package io.stoa.storage.jdbc;

import io.stoa.storage.StorageException;
import io.stoa.storage.jdbc.Cell.Row;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads and changes single values. A change is applied to what was read and written if the row is
 * still of the revision read, otherwise the whole is repeated: as if the changes had come one after
 * the other, and without a connection or a lock in the database while the change is computed.
 */
final class Cells<V> {

    private static final int ATTEMPTS = 50;

    private final Engine engine;
    private final Values<V> values;

    Cells(Engine engine, Values<V> values) {
        this.engine = engine;
        this.values = values;
    }

    Optional<V> get(Cell cell) {
        return engine.database().run(cell::read).map(row -> values.decode(row.body()));
    }

    void put(Cell cell, V value) {
        Body body = values.encode(value);
        engine.locks()
                .hold(
                        cell,
                        () -> {
                            long revision = engine.ticks().after(0);
                            engine.database()
                                    .settle(
                                            connection ->
                                                    cell.overwrite(connection, revision, body)
                                                            || cell.insert(
                                                                    connection, revision, body));
                            return revision;
                        });
    }

    void remove(Cell cell) {
        engine.database().run(cell::delete);
    }

    void update(Cell cell, UnaryOperator<Optional<V>> change) {
        boolean done = engine.locks().hold(cell, () -> repeat(cell, change));
        if (!done) {
            throw new StorageException(
                    "store %s: a value of %s was changed by others all the time"
                            .formatted(cell.store(), cell.owner()));
        }
    }

    private boolean repeat(Cell cell, UnaryOperator<Optional<V>> change) {
        boolean done = false;
        for (int attempt = 0; attempt < ATTEMPTS && !done; attempt++) {
            Optional<Row> present = engine.database().run(cell::read);
            Optional<V> wanted = change.apply(present.map(row -> values.decode(row.body())));
            done = write(cell, present, wanted.map(values::encode));
        }
        return done;
    }

    private boolean write(Cell cell, Optional<Row> present, Optional<Body> wanted) {
        if (present.isEmpty() && wanted.isEmpty()) {
            return true;
        }
        if (present.isEmpty()) {
            long revision = engine.ticks().after(0);
            return engine.database()
                    .attempt(connection -> cell.insert(connection, revision, wanted.get()));
        }
        Row read = present.get();
        if (wanted.isEmpty()) {
            return engine.database().attempt(c -> cell.delete(c, read.revision()));
        }
        if (wanted.get().same(read.body())) {
            return true;
        }
        long revision = engine.ticks().after(read.revision());
        return engine.database()
                .attempt(c -> cell.swap(c, read.revision(), revision, wanted.get()));
    }
}
