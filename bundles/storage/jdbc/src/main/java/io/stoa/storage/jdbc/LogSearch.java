package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds one page of a log. Bounds in time become bounds on ids first, so that every page is read
 * from its beginning in an index, however long the log is.
 */
final class LogSearch {

    /** The index in which time leads. */
    static final String BY_TIME = "index=STOA_LOG_TIME";

    private final Dialect dialect;
    private final String store;
    private final BareJid owner;
    private final Log.Query query;

    LogSearch(Dialect dialect, String store, BareJid owner, Log.Query query) {
        this.dialect = dialect;
        this.store = store;
        this.owner = owner;
        this.query = query;
    }

    /** Returns one row more than the page may have, if there is one, in the paging's direction. */
    List<LogRow> run(Connection connection) throws SQLException {
        Bounds bounds = bounds(connection);
        return bounds.empty()
                ? List.of()
                : select(LogRow.COLUMNS, bounds, query.limit() + 1L).list(connection, LogRow::read);
    }

    /** Counts the rows, no further than the limit. */
    int count(Connection connection) throws SQLException {
        Bounds bounds = bounds(connection);
        return bounds.empty() || query.limit() == 0
                ? 0
                : select("id", bounds, query.limit())
                        .list(connection, row -> row.getLong(1))
                        .size();
    }

    private Bounds bounds(Connection connection) throws SQLException {
        long after = query.after().map(id -> LogId.parse(id).orElse(Long.MAX_VALUE)).orElse(0L);
        long before = query.before().map(id -> LogId.parse(id).orElse(0L)).orElse(Long.MAX_VALUE);
        if (query.start().isPresent()) {
            after = Math.max(after, startId(connection) - 1);
        }
        if (query.end().isPresent()) {
            before = Math.min(before, endId(connection));
        }
        return new Bounds(after, before);
    }

    /** Returns the id at or after which everything stands that happened from the start on. */
    private long startId(Connection connection) throws SQLException {
        return firstReached(" AND reached >= ?", Micros.ceiling(query.start().orElseThrow()))
                .first(connection, row -> row.getLong(1))
                .orElse(Long.MAX_VALUE);
    }

    /** Returns the id before which everything stands that happened until the end. */
    private long endId(Connection connection) throws SQLException {
        Optional<LogHead> head = LogHead.read(connection, store, owner);
        long end = Micros.floor(query.end().orElseThrow());
        return firstReached(" AND reached > ?", end + head.map(LogHead::lateness).orElse(0L))
                .first(connection, row -> row.getLong(1))
                .orElse(Long.MAX_VALUE);
    }

    private Sql firstReached(String condition, long reached) {
        return Columns.where(
                        Sql.of("SELECT id FROM stoa_log" + dialect.through(BY_TIME)), store, owner)
                .and(condition, reached)
                .and(" ORDER BY reached, id FETCH FIRST 1 ROWS ONLY");
    }

    private Sql select(String columns, Bounds bounds, long limit) {
        Sql sql =
                Columns.where(
                        Sql.of("SELECT " + columns + " FROM stoa_log" + dialect.through(index())),
                        store,
                        owner);
        query.with().ifPresent(with -> with(sql, with));
        sql.and(" AND id > ? AND id < ?", bounds.after(), bounds.before());
        query.start().ifPresent(start -> sql.and(" AND happened >= ?", Micros.ceiling(start)));
        query.end().ifPresent(end -> sql.and(" AND happened <= ?", Micros.floor(end)));
        sql.and(query.backwards() ? " ORDER BY id DESC" : " ORDER BY id");
        return sql.and(" FETCH FIRST ? ROWS ONLY", limit);
    }

    /** Returns the index that has the order of the page and, if wanted, the party before it. */
    private String index() {
        if (query.with().isPresent()) {
            return query.backwards() ? "index=STOA_LOG_PARTY_BACK" : "index=STOA_LOG_PARTY";
        }
        return query.backwards() ? "index=STOA_LOG_BACK" : "constraint=STOA_LOG_KEY";
    }

    private static void with(Sql sql, Jid with) {
        sql.and(" AND party = ?", with.bare().toString());
        if (!with.resource().isEmpty()) {
            sql.and(" AND party_resource = ?", Columns.marked(with.resource()));
        }
    }

    /** Between which ids the rows are. */
    private record Bounds(long after, long before) {

        private boolean empty() {
            return after >= before;
        }
    }
}
