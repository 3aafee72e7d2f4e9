package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.database.Stretch;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The head of an owner's log. Every append changes it, so that appends of one owner, in whichever
 * process, commit in the order of their ids: a reader who has seen an id has seen every lower one.
 *
 * @param log the number of the log
 * @param lastId the last id given
 * @param reached the latest time of any entry
 * @param lateness by how much an entry was ever older than that when it was appended. Times are
 *     thereby bounds on positions: what happened by {@code t} was reached by {@code t + lateness}.
 */
record LogHead(long log, long lastId, long reached, long lateness) {

    static Optional<LogHead> read(Session session, LogPlace place) throws SQLException {
        return place.where(Sql.of("SELECT log, last_id, reached, lateness FROM stoa_logs"))
                .first(
                        session,
                        row ->
                                new LogHead(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)));
    }

    /** Returns the stretch of the entries of this log in which a number is between two bounds. */
    Stretch stretch(String number, long after, long before) {
        return Stretch.of(number, after, before).in("log", log);
    }

    /** Restricts a statement to the entries of this log. */
    Sql where(Sql sql) {
        return sql.and(" WHERE log = ?", log);
    }

    /** Returns the head after an append to a log. */
    static LogHead after(Optional<LogHead> present, long happened, Ticks ticks) {
        long log = present.map(LogHead::log).orElseGet(() -> ticks.after(0));
        long id = ticks.after(present.map(LogHead::lastId).orElse(0L));
        long reached =
                present.map(LogHead::reached).map(r -> Math.max(r, happened)).orElse(happened);
        long lateness = Math.max(present.map(LogHead::lateness).orElse(0L), reached - happened);
        return new LogHead(log, id, reached, lateness);
    }

    /** Writes this in place of what was read; changes no row if somebody has appended since. */
    Sql replace(Optional<LogHead> present, LogPlace place, Dialect dialect) {
        if (present.isEmpty()) {
            return dialect.unlessThere(
                    Sql.of(
                            "INSERT INTO stoa_logs (log, last_id, reached, lateness,"
                                    + " store, owner_domain, owner_local)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                            log,
                            lastId,
                            reached,
                            lateness,
                            place.store(),
                            place.owner().domain(),
                            place.owner().local()));
        }
        Sql update =
                Sql.of(
                        "UPDATE stoa_logs SET last_id = ?, reached = ?, lateness = ?",
                        lastId,
                        reached,
                        lateness);
        return place.where(update).and(" AND last_id = ?", present.get().lastId());
    }
}
