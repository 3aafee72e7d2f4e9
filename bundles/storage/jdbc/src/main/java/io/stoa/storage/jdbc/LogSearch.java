package io.stoa.storage.jdbc;

import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.database.Stretch;

import java.sql.SQLException;
import java.util.List;

/**
 * Finds one page of a log. Bounds in time become bounds on ids first, so that every page is read
 * from its beginning in an index, however long the log is.
 */
final class LogSearch {

    /** The index in which time leads. */
    static final String BY_TIME = "index=STOA_ENTRIES_TIME";

    private final Dialect dialect;
    private final LogHead head;
    private final Log.Query query;

    LogSearch(Dialect dialect, LogHead head, Log.Query query) {
        this.dialect = dialect;
        this.head = head;
        this.query = query;
    }

    /** Returns one row more than the page may have, if there is one, in the paging's direction. */
    List<LogRow> run(Session session) throws SQLException {
        Bounds bounds = bounds(session);
        return bounds.empty()
                ? List.of()
                : select(LogRow.COLUMNS, bounds, query.limit() + 1L).list(session, LogRow::read);
    }

    /** Counts the rows, no further than the limit. */
    int count(Session session) throws SQLException {
        Bounds bounds = bounds(session);
        return bounds.empty() || query.limit() == 0
                ? 0
                : select("id", bounds, query.limit()).list(session, row -> row.getLong(1)).size();
    }

    private Bounds bounds(Session session) throws SQLException {
        long after = query.after().map(id -> LogId.parse(id).orElse(Long.MAX_VALUE)).orElse(0L);
        long before = query.before().map(id -> LogId.parse(id).orElse(0L)).orElse(Long.MAX_VALUE);
        if (query.start().isPresent()) {
            after = Math.max(after, startId(session) - 1);
        }
        if (query.end().isPresent()) {
            before = Math.min(before, endId(session));
        }
        return new Bounds(after, before);
    }

    /** Returns the id at or after which everything stands that happened from the start on. */
    private long startId(Session session) throws SQLException {
        return firstReached(session, Micros.ceiling(query.start().orElseThrow()) - 1);
    }

    /** Returns the id before which everything stands that happened until the end. */
    private long endId(Session session) throws SQLException {
        return firstReached(session, Micros.floor(query.end().orElseThrow()) + head.lateness());
    }

    private long firstReached(Session session, long after) throws SQLException {
        Stretch stretch = head.stretch("reached", after, Long.MAX_VALUE);
        Sql sql = Sql.of("SELECT id FROM stoa_entries" + dialect.through(BY_TIME));
        return dialect.within(sql, stretch)
                .and(" ORDER BY " + dialect.order(stretch, false) + " FETCH FIRST 1 ROWS ONLY")
                .first(session, row -> row.getLong(1))
                .orElse(Long.MAX_VALUE);
    }

    private Sql select(String columns, Bounds bounds, long limit) {
        Stretch all = head.stretch("id", bounds.after(), bounds.before());
        Stretch stretch =
                query.with().map(with -> all.in("party", with.bare().toString())).orElse(all);
        Sql sql =
                dialect.within(
                        Sql.of("SELECT " + columns + " FROM stoa_entries" + through()), stretch);
        query.with()
                .map(Jid::resource)
                .filter(resource -> !resource.isEmpty())
                .ifPresent(it -> sql.and(" AND party_resource = ?", Columns.marked(it)));
        query.start().ifPresent(start -> sql.and(" AND happened >= ?", Micros.ceiling(start)));
        query.end().ifPresent(end -> sql.and(" AND happened <= ?", Micros.floor(end)));
        sql.and(" ORDER BY " + dialect.order(stretch, query.backwards()));
        return sql.and(" FETCH FIRST ? ROWS ONLY", limit);
    }

    /** Names the index that has the order of the page and, if wanted, the party before it. */
    private String through() {
        String back = query.backwards() ? "_BACK" : "";
        String access =
                query.with().isPresent()
                        ? "index=STOA_ENTRIES_PARTY" + back
                        : query.backwards()
                                ? "index=STOA_ENTRIES_BACK"
                                : "constraint=STOA_ENTRIES_KEY";
        return dialect.through(access);
    }

    /** Between which ids the rows are. */
    private record Bounds(long after, long before) {

        private boolean empty() {
            return after >= before;
        }
    }
}
