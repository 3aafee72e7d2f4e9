package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.database.Stretch;

import java.sql.SQLException;
import java.util.List;

/**
 * Removes the oldest rows of a log. They are found in the index of times and deleted by their keys,
 * for Derby deletes a range of keys by reading the whole table, and cannot be told not to.
 *
 * @param dialect the database
 * @param head the log's head
 */
record LogPurge(Dialect dialect, LogHead head) {

    /** Removes what happened before a moment, at most so many rows; returns how many. */
    int run(Session session, long moment, int limit) throws SQLException {
        Stretch older = head.stretch("reached", Long.MIN_VALUE, moment + head.lateness());
        Sql byTime = Sql.of("SELECT id FROM stoa_entries" + dialect.through(LogSearch.BY_TIME));
        List<Long> old =
                dialect.within(byTime, older)
                        .and(" AND happened < ?", moment)
                        .and(" ORDER BY " + dialect.order(older, false))
                        .and(" FETCH FIRST ? ROWS ONLY", limit)
                        .list(session, row -> row.getLong(1));
        return head.where(Sql.of("DELETE FROM stoa_entries"))
                .and(" AND id = ?")
                .updateEach(session, old);
    }
}
