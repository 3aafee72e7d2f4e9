package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.database.Stretch;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The head of an owner's log. Where several processes may write, every append changes it in the
 * database, so that appends of one owner, in whichever process, commit in the order of their ids: a
 * reader who has seen an id has seen every lower one. Where this process is the only one, the
 * database is told in advance of the ids of the next seconds, and otherwise only of what must not
 * be forgotten.
 *
 * @param log the number of the log
 * @param lastId the last id given
 * @param granted the last id that may be given before the database is told: what it holds
 * @param reached the latest time of any entry
 * @param lateness by how much an entry was ever older than that when it was appended. Times are
 *     thereby bounds on positions: what happened by {@code t} was reached by {@code t + lateness}.
 */
record LogHead(long log, long lastId, long granted, long reached, long lateness) {

    /**
     * So many ids are taken in advance: they are microseconds. Who starts anew is ahead by them.
     */
    private static final long ADVANCE = 5_000_000;

    private static final long WEEKS = 1L << 40;

    static Optional<LogHead> read(Session session, LogPlace place) throws SQLException {
        return place.where(Sql.of("SELECT log, last_id, reached, lateness FROM stoa_logs"))
                .first(
                        session,
                        row ->
                                new LogHead(
                                        row.getLong(1),
                                        row.getLong(2),
                                        row.getLong(2),
                                        row.getLong(3),
                                        row.getLong(4)));
    }

    /** Reads the head for an append: the last entries may say more than the database was told. */
    static Optional<LogHead> readLatest(Session session, LogPlace place, Dialect dialect)
            throws SQLException {
        Optional<LogHead> told = read(session, place);
        if (told.isEmpty() || !dialect.alone()) {
            return told;
        }
        LogHead head = told.get();
        Stretch all = head.stretch("id", 0, Long.MAX_VALUE);
        String last = dialect.through("index=STOA_ENTRIES_BACK");
        long reached =
                dialect.within(Sql.of("SELECT reached FROM stoa_entries" + last), all)
                        .and(" ORDER BY " + dialect.order(all, true) + " FETCH FIRST 1 ROWS ONLY")
                        .first(session, row -> row.getLong(1))
                        .orElse(head.reached());
        return Optional.of(
                new LogHead(
                        head.log(),
                        head.lastId(),
                        head.granted(),
                        Math.max(reached, head.reached()),
                        head.lateness()));
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
        long granted = present.map(LogHead::granted).orElse(0L);
        long reached =
                present.map(LogHead::reached).map(r -> Math.max(r, happened)).orElse(happened);
        long known = present.map(LogHead::lateness).orElse(0L);
        long late = reached - happened;
        long lateness = late <= known ? known : roundedUp(late);
        return new LogHead(log, id, granted, reached, lateness);
    }

    /** Rounds a time up, so that it does not grow often; one of weeks is as it is. */
    private static long roundedUp(long late) {
        return late < WEEKS ? Long.highestOneBit(late) << 1 : late;
    }

    /** Tells whether the database must be told of this in the transaction of the append. */
    boolean tells(Optional<LogHead> present) {
        return present.isEmpty()
                || lastId > granted
                || log != present.get().log()
                || lateness > present.get().lateness();
    }

    /** Returns this with ids taken in advance. */
    LogHead ahead() {
        return granting(lastId + ADVANCE);
    }

    /** Returns this as the database holds it when every append tells it. */
    LogHead exact() {
        return granting(lastId);
    }

    private LogHead granting(long id) {
        return new LogHead(log, lastId, id, reached, lateness);
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
                            granted,
                            reached,
                            lateness,
                            place.store(),
                            place.owner().domain(),
                            place.owner().local()));
        }
        // by the number: that index is narrower than the one of the place
        return where(
                        Sql.of(
                                "UPDATE stoa_logs SET last_id = ?, reached = ?, lateness = ?",
                                granted,
                                reached,
                                lateness))
                .and(" AND last_id = ?", present.get().granted());
    }
}
