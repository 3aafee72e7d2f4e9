package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where one value is: a row of the documents, or a row of the items.
 *
 * @param table the table
 * @param store the store
 * @param owner the owner
 * @param key the item's key, empty for a document
 */
record Cell(String table, String store, BareJid owner, Optional<String> key) {

    static Cell document(String store, BareJid owner) {
        return new Cell("stoa_documents", store, owner, Optional.empty());
    }

    static Cell item(String store, BareJid owner, String key) {
        return new Cell("stoa_items", store, owner, Optional.of(Columns.marked(key)));
    }

    Optional<Row> read(Connection connection) throws SQLException {
        return here(Sql.of("SELECT revision, version, body FROM " + table))
                .first(
                        connection,
                        row -> new Row(row.getLong(1), new Body(row.getInt(2), row.getBytes(3))));
    }

    /** Inserts a row that is not there. */
    boolean insert(Connection connection, long revision, Body body) throws SQLException {
        Sql sql =
                Sql.of(
                        "INSERT INTO " + table + " (revision, version, body, store, owner_domain,",
                        revision,
                        body.version(),
                        body.bytes(),
                        store,
                        owner.domain(),
                        owner.local());
        Sql insert =
                key.isPresent()
                        ? sql.and(" owner_local, item_key) VALUES (?, ?, ?, ?, ?, ?, ?)", key.get())
                        : sql.and(" owner_local) VALUES (?, ?, ?, ?, ?, ?)");
        return insert.update(connection) == 1;
    }

    /** Overwrites the row, if it is there. */
    boolean overwrite(Connection connection, long revision, Body body) throws SQLException {
        return here(overwriting(revision, body)).update(connection) == 1;
    }

    /** Overwrites the row, if it is still of the revision that was read. */
    boolean swap(Connection connection, long read, long revision, Body body) throws SQLException {
        return here(overwriting(revision, body)).and(" AND revision = ?", read).update(connection)
                == 1;
    }

    /** Deletes the row, if it is still of the revision that was read. */
    boolean delete(Connection connection, long read) throws SQLException {
        return here(Sql.of("DELETE FROM " + table))
                        .and(" AND revision = ?", read)
                        .update(connection)
                == 1;
    }

    /** Deletes the row, if it is there. */
    boolean delete(Connection connection) throws SQLException {
        return here(Sql.of("DELETE FROM " + table)).update(connection) == 1;
    }

    private Sql overwriting(long revision, Body body) {
        return Sql.of(
                "UPDATE " + table + " SET revision = ?, version = ?, body = ?",
                revision,
                body.version(),
                body.bytes());
    }

    private Sql here(Sql sql) {
        Sql of = Columns.where(sql, store, owner);
        return key.isPresent() ? of.and(" AND item_key = ?", key.get()) : of;
    }

    /**
     * What was read.
     *
     * @param revision a number that no other write of this row has
     * @param body the value
     */
    record Row(long revision, Body body) {}
}
