package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.jdbc.database.Sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The head of an owner's log. Every append changes it, so that appends of one owner, in whichever
 * process, commit in the order of their ids: a reader who has seen an id has seen every lower one.
 *
 * @param lastId the last id given
 * @param reached the latest time of any entry
 * @param lateness by how much an entry was ever older than that when it was appended. Times are
 *     thereby bounds on positions: what happened by {@code t} was reached by {@code t + lateness}.
 */
record LogHead(long lastId, long reached, long lateness) {

    static Optional<LogHead> read(Connection connection, String store, BareJid owner)
            throws SQLException {
        return Columns.where(
                        Sql.of("SELECT last_id, reached, lateness FROM stoa_log_heads"),
                        store,
                        owner)
                .first(
                        connection,
                        row -> new LogHead(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    /** Returns the head after an append to a log. */
    static LogHead after(Optional<LogHead> present, long happened, Ticks ticks) {
        long id = ticks.after(present.map(LogHead::lastId).orElse(0L));
        long reached =
                present.map(LogHead::reached).map(r -> Math.max(r, happened)).orElse(happened);
        long lateness = Math.max(present.map(LogHead::lateness).orElse(0L), reached - happened);
        return new LogHead(id, reached, lateness);
    }

    /** Writes this in place of what was read; false when somebody else has appended since. */
    boolean replace(Optional<LogHead> present, Connection connection, String store, BareJid owner)
            throws SQLException {
        if (present.isEmpty()) {
            return Sql.of(
                                    "INSERT INTO stoa_log_heads (last_id, reached, lateness,"
                                            + " store, owner_domain, owner_local)"
                                            + " VALUES (?, ?, ?, ?, ?, ?)",
                                    lastId,
                                    reached,
                                    lateness,
                                    store,
                                    owner.domain(),
                                    owner.local())
                            .update(connection)
                    == 1;
        }
        Sql update =
                Sql.of(
                        "UPDATE stoa_log_heads SET last_id = ?, reached = ?, lateness = ?",
                        lastId,
                        reached,
                        lateness);
        return Columns.where(update, store, owner)
                        .and(" AND last_id = ?", present.get().lastId())
                        .update(connection)
                == 1;
    }
}
