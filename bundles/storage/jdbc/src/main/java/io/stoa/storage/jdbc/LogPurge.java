package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Removes the oldest rows of a log. They are found in the index of times and deleted by their keys,
 * for Derby deletes a range of keys by reading the whole table, and cannot be told not to.
 *
 * @param dialect the database
 * @param store the store
 * @param owner the owner
 */
record LogPurge(Dialect dialect, String store, BareJid owner) {

    /** Removes what happened before a moment, at most so many rows; returns how many. */
    int run(Connection connection, long moment, int limit) throws SQLException {
        long lateness = LogHead.read(connection, store, owner).map(LogHead::lateness).orElse(0L);
        List<Long> old =
                Columns.where(
                                Sql.of(
                                        "SELECT id FROM stoa_log"
                                                + dialect.through(LogSearch.BY_TIME)),
                                store,
                                owner)
                        .and(" AND reached < ? AND happened < ?", moment + lateness, moment)
                        .and(" ORDER BY reached, id FETCH FIRST ? ROWS ONLY", limit)
                        .list(connection, row -> row.getLong(1));
        return Columns.where(Sql.of("DELETE FROM stoa_log"), store, owner)
                .and(" AND id = ?")
                .updateEach(connection, old);
    }
}
