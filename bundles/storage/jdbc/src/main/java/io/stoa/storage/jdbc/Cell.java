package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Body;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where one value is: a row of the documents, or a row of the items.
 *
 * @param table the table
 * @param store the store
 * @param owner the owner
 * @param key the item's key as the column holds it, empty for a document
 */
record Cell(String table, String store, BareJid owner, Optional<String> key) {

    static Cell document(String store, BareJid owner) {
        return new Cell("stoa_documents", store, owner, Optional.empty());
    }

    static Cell item(String store, BareJid owner, String key) {
        return new Cell("stoa_items", store, owner, Optional.of(Columns.marked(key)));
    }

    /** Reads the row. */
    Sql select(Dialect dialect) {
        return here(dialect, Sql.of("SELECT revision, version, body FROM " + table));
    }

    /** Inserts a row that is not there. */
    Sql insert(long revision, Body body) {
        Sql sql =
                Sql.of(
                        "INSERT INTO " + table + " (revision, version, body, store, owner_domain,",
                        revision,
                        body.version(),
                        body.bytes(),
                        store,
                        owner.domain(),
                        owner.local());
        return key.isPresent()
                ? sql.and(" owner_local, item_key) VALUES (?, ?, ?, ?, ?, ?, ?)", key.get())
                : sql.and(" owner_local) VALUES (?, ?, ?, ?, ?, ?)");
    }

    /** Overwrites the row, if it is there. */
    Sql overwrite(Dialect dialect, long revision, Body body) {
        return here(dialect, overwriting(revision, body));
    }

    /** Overwrites the row, if it is still of the revision that was read. */
    Sql swap(Dialect dialect, long read, long revision, Body body) {
        return here(dialect, overwriting(revision, body)).and(" AND revision = ?", read);
    }

    /** Deletes the row, if it is still of the revision that was read. */
    Sql delete(Dialect dialect, long read) {
        return delete(dialect).and(" AND revision = ?", read);
    }

    /** Deletes the row, if it is there. */
    Sql delete(Dialect dialect) {
        return here(dialect, Sql.of("DELETE FROM " + table));
    }

    private Sql overwriting(long revision, Body body) {
        return Sql.of(
                "UPDATE " + table + " SET revision = ?, version = ?, body = ?",
                revision,
                body.version(),
                body.bytes());
    }

    private Sql here(Dialect dialect, Sql sql) {
        Columns.where(sql, store, owner);
        key.ifPresent(text -> dialect.atKey(sql, text));
        return sql;
    }

    /**
     * What was read.
     *
     * @param revision a number that no other write of this row has
     * @param body the value
     */
    record Row(long revision, Body body) {

        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getLong(1), new Body(row.getInt(2), row.getBytes(3)));
        }
    }
}
