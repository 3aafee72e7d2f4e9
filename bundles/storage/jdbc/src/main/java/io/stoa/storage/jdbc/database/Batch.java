package io.stoa.storage.jdbc.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The changes of one transaction, which several writes share. They are made at the end, those of
 * one text together; nobody may rely on their order, for the writes of a batch are concurrent. Not
 * thread-safe.
 */
public final class Batch {

    /** The most rows that one statement inserts; a power of two. */
    private static final int MOST_ROWS = 16;

    private final Session session;
    private final Dialect dialect;
    private final Map<String, List<Change>> changes = new LinkedHashMap<>();
    private final Map<Object, Shared> shared = new LinkedHashMap<>();

    Batch(Session session, Dialect dialect) {
        this.session = session;
        this.dialect = dialect;
    }

    /** Returns what to read with. */
    public Session session() {
        return session;
    }

    /** Returns what is special about this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Adds a change of any number of rows. */
    public Change change(Sql sql) {
        return add(new Change(sql, OptionalInt.empty()));
    }

    /** Adds a change of exactly one row; if it is another number, somebody came between. */
    public void changeOne(Sql sql) {
        add(new Change(sql, OptionalInt.of(1)));
    }

    /** Returns what all writes of this batch to the same thing have in common. */
    public <S extends Shared> S share(Object key, Class<S> type, Source<S> source)
            throws SQLException {
        Shared present = shared.get(key);
        if (present == null) {
            present = source.make();
            shared.put(key, present);
        }
        return type.cast(present);
    }

    private Change add(Change change) {
        changes.computeIfAbsent(change.sql.text(), text -> new ArrayList<>()).add(change);
        return change;
    }

    /**
     * Makes the changes of all writes; before the others those that are made once for several, such
     * as of a log's head before its entries. Whoever erases a log locks them in the same order.
     */
    void make(List<Ticket<?>> tickets) throws SQLException {
        for (Ticket<?> ticket : tickets) {
            ticket.addTo(this);
        }
        Map<String, List<Change>> others = new LinkedHashMap<>(changes);
        changes.clear();
        for (Shared each : shared.values()) {
            each.finish(this);
        }
        make(changes);
        make(others);
    }

    private void make(Map<String, List<Change>> each) throws SQLException {
        for (Map.Entry<String, List<Change>> alike : each.entrySet()) {
            make(alike.getKey(), alike.getValue());
        }
    }

    private void make(String text, List<Change> alike) throws SQLException {
        if (alike.size() == 1) {
            alike.getFirst().made(alike.getFirst().sql.update(session));
        } else if (alike.getFirst().sql.joins()) {
            insert(alike);
        } else {
            each(text, alike);
        }
    }

    /** Inserts rows in statements of a few sizes, so that each is prepared once. */
    private void insert(List<Change> rows) throws SQLException {
        int done = 0;
        while (done < rows.size()) {
            int most = Math.min(MOST_ROWS, rows.size() - done);
            int size = Integer.highestOneBit(most);
            insert(rows.subList(done, done + size), size);
            done += size;
        }
    }

    private void insert(List<Change> rows, int size) throws SQLException {
        PreparedStatement statement = session.prepare(rows.getFirst().sql.text(size));
        try {
            for (int i = 0; i < size; i++) {
                rows.get(i).sql.bindRow(statement, i);
            }
            int inserted = statement.executeUpdate();
            for (Change row : rows) {
                // one that was not inserted fails the statement
                row.made(inserted / size);
            }
        } finally {
            statement.clearParameters();
        }
    }

    private void each(String text, List<Change> alike) throws SQLException {
        PreparedStatement statement = session.prepare(text);
        try {
            for (Change change : alike) {
                change.sql.bind(statement);
                statement.addBatch();
            }
            int[] rows = statement.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                alike.get(i).made(rows[i]);
            }
        } finally {
            statement.clearBatch();
        }
    }

    /** Tells those who share something that it is durable, or that nobody knows. */
    void end(boolean durable) {
        shared.values().forEach(durable ? Shared::committed : Shared::abandoned);
    }

    /** A change, and how many rows it concerned once it is made. */
    public static final class Change {

        private final Sql sql;
        private final OptionalInt wanted;
        private int rows;

        private Change(Sql sql, OptionalInt wanted) {
            this.sql = sql;
            this.wanted = wanted;
        }

        private void made(int number) throws SQLException {
            rows = number;
            if (wanted.isPresent() && wanted.getAsInt() != number) {
                throw new SQLTransactionRollbackException(
                        "a row was changed by somebody else", Conflicts.SERIALIZATION);
            }
        }

        /** Returns how many rows were changed. */
        public int rows() {
            return rows;
        }
    }

    /** What several writes of a batch have in common. */
    public interface Shared {

        /** Adds the changes that are made once for all of them. */
        void finish(Batch batch) throws SQLException;

        /** Learns that the changes are durable. */
        void committed();

        /** Learns that the changes could not be made, or that it is not known. */
        void abandoned();
    }

    /** Makes what is shared. */
    @FunctionalInterface
    public interface Source<S> {

        /** Makes it. */
        S make() throws SQLException;
    }
}
