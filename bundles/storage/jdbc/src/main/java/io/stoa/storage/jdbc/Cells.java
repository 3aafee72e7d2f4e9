package io.stoa.storage.jdbc;

import io.stoa.storage.StorageException;
import io.stoa.storage.jdbc.Cell.Row;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Body;
import io.stoa.storage.jdbc.values.Values;

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
    private final Dialect dialect;

    Cells(Engine engine, Values<V> values) {
        this.engine = engine;
        this.values = values;
        this.dialect = engine.database().dialect();
    }

    Optional<V> get(Cell cell) {
        return read(cell).map(row -> values.decode(row.body()));
    }

    void put(Cell cell, V value) {
        Body body = values.encode(value);
        long revision = engine.ticks().after(0);
        engine.database()
                .settle(
                        cell,
                        batch -> {
                            Sql overwrite = cell.overwrite(dialect, revision, body);
                            dialect.putItem(batch, cell.insert(revision, body), overwrite);
                            return () -> revision;
                        });
    }

    void remove(Cell cell) {
        engine.database().settle(cell, batch -> batch.change(cell.delete(dialect))::rows);
    }

    void update(Cell cell, UnaryOperator<Optional<V>> change) {
        boolean done =
                engine.database()
                        .waiting(() -> engine.locks().hold(cell, () -> repeat(cell, change)));
        if (!done) {
            throw new StorageException(
                    "store %s: a value of %s was changed by others all the time"
                            .formatted(cell.store(), cell.owner()));
        }
    }

    private boolean repeat(Cell cell, UnaryOperator<Optional<V>> change) {
        boolean done = false;
        for (int attempt = 0; attempt < ATTEMPTS && !done; attempt++) {
            Optional<Row> present = read(cell);
            Optional<V> wanted = change.apply(present.map(row -> values.decode(row.body())));
            done = write(cell, present, wanted.map(values::encode));
        }
        return done;
    }

    private Optional<Row> read(Cell cell) {
        Sql select = cell.select(dialect);
        return engine.database().read(session -> select.first(session, Row::of));
    }

    /** Writes in place of what was read; false when somebody has changed it since. */
    private boolean write(Cell cell, Optional<Row> present, Optional<Body> wanted) {
        if (present.isEmpty() && wanted.isEmpty()) {
            return true;
        }
        if (present.isEmpty()) {
            return written(cell, dialect.unlessThere(cell.insert(after(0), wanted.get())));
        }
        long read = present.get().revision();
        if (wanted.isEmpty()) {
            return written(cell, cell.delete(dialect, read));
        }
        return wanted.get().same(present.get().body())
                || written(cell, cell.swap(dialect, read, after(read), wanted.get()));
    }

    private long after(long revision) {
        return engine.ticks().after(revision);
    }

    private boolean written(Cell cell, Sql sql) {
        return engine.database().attempt(cell, batch -> batch.change(sql)::rows).orElse(0) == 1;
    }
}
