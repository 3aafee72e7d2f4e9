package io.stoa.storage.jdbc.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.stoa.lifecycle.Waits;
import io.stoa.storage.StorageException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import javax.sql.DataSource;

/** The pool of connections, and transactions on them. Thread-safe. */
public final class Database implements AutoCloseable {

    private static final int ATTEMPTS = 20;

    /** Each attempt may have waited for a lock, which takes seconds. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** One that was in a deadlock has used up all that time with it. */
    private static final int FEWEST_ATTEMPTS = 2;

    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Sessions sessions = new Sessions();
    private final Doorway doorway;
    private final Committer committer;
    private final Waits waits;

    private Database(Dialect dialect, HikariDataSource pool, Settings settings, Waits waits) {
        this.waits = waits;
        this.dialect = dialect;
        this.pool = pool;
        this.doorway = new Doorway(pool);
        this.committer = new Committer(this, settings);
    }

    /** Opens a database for callers who are in no feature. */
    public static Database open(Dialect dialect, Settings settings) {
        return open(dialect, settings, new Unmetered());
    }

    /** Opens a database; for an embedded one this boots it. */
    public static Database open(Dialect dialect, Settings settings, Waits waits) {
        return open(dialect, dialect.dataSource(), settings, waits);
    }

    /** Opens a database through a source of connections, for callers who are in no feature. */
    public static Database open(Dialect dialect, DataSource source, Settings settings) {
        return open(dialect, source, settings, new Unmetered());
    }

    private static Database open(
            Dialect dialect, DataSource source, Settings settings, Waits waits) {
        try {
            source.getConnection().close();
        } catch (SQLException e) {
            throw new StorageException(dialect.refusal(e), e);
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("io.stoa.storage.jdbc");
        config.setDataSource(source);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(1);
        config.setConnectionTimeout(settings.eachWait().toMillis());
        config.setInitializationFailTimeout(-1);
        return new Database(dialect, new HikariDataSource(config), settings, waits);
    }

    /** Returns what is special about this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Runs statements in one transaction; as a whole again when others were in the way. */
    public <T> T run(Work<T> work) {
        return waits.service(() -> repeated(work));
    }

    private <T> T repeated(Work<T> work) {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || late(attempt, deadline) || !Conflicts.others(e)) {
                    throw failure(e);
                }
                pause(attempt);
            }
        }
    }

    /** Runs statements that only read; each sees what is there when it begins. */
    public <T> T read(Work<T> work) {
        return waits.service(() -> reading(work));
    }

    private <T> T reading(Work<T> work) {
        try (Connection connection = doorway.enter()) {
            connection.setAutoCommit(true);
            return guarded(connection, work);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Makes a write until it succeeds, in one transaction with what others write meanwhile. */
    public <T> T settle(Object place, Write<T> write) {
        return waits.service(() -> settled(place, write));
    }

    private <T> T settled(Object place, Write<T> write) {
        long deadline = System.nanoTime() + LONGEST_NANOS;
        int attempt = 0;
        while (attempt < ATTEMPTS && !late(attempt, deadline)) {
            attempt++;
            Optional<T> result = attempt(place, write);
            if (result.isPresent()) {
                return result.get();
            }
            pause(attempt);
        }
        throw new StorageException("gave up after %d conflicts".formatted(attempt));
    }

    /**
     * Makes a write in one transaction with what others write meanwhile, and returns when it is
     * durable.
     *
     * @param place what is written to; writes to one place are made one after the other
     * @return empty when somebody came between, so that nothing was written
     */
    public <T> Optional<T> attempt(Object place, Write<T> write) {
        return waits.service(() -> committer.write(place, write));
    }

    /** Does something short while no write is under way. */
    public void between(Runnable what) {
        committer.between(what);
    }

    /** Says of what somebody does that he waits for the database. */
    public <T> T waiting(Supplier<T> what) {
        return waits.service(what::get);
    }

    @Override
    public void close() {
        pool.close();
        dialect.close();
    }

    static StorageException failure(SQLException cause) {
        return new StorageException("the database has failed: " + cause.getMessage(), cause);
    }

    /** Runs statements in one transaction. */
    <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = doorway.enter()) {
            Session session = sessions.of(connection);
            boolean done = false;
            try {
                T result = guarded(connection, work);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    rollback(connection, session);
                }
            }
        }
    }

    /** Runs statements, past the pool: it would not let them be prepared once for all. */
    private <T> T guarded(Connection connection, Work<T> work) throws SQLException {
        try {
            return work.run(sessions.of(connection));
        } catch (SQLException e) {
            if (Conflicts.gone(e)) {
                pool.evictConnection(connection);
            }
            throw e;
        }
    }

    /** What made the transaction fail is told; that it cannot be taken back adds nothing. */
    private void rollback(Connection connection, Session session) {
        try {
            session.rollback();
        } catch (SQLException e) {
            pool.evictConnection(connection);
        }
    }

    private static boolean late(int attempts, long deadline) {
        return attempts >= FEWEST_ATTEMPTS && System.nanoTime() - deadline > 0;
    }

    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_NANOS, attempt * 100_000L);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    /** Where nobody is in a feature, nobody's time is measured. */
    private static final class Unmetered implements Waits {

        @Override
        public <R, X extends Exception> R service(Wait<R, X> wait) throws X {
            return wait.result();
        }

        @Override
        public <R, X extends Exception> Optional<R> peer(Wait<R, X> wait) throws X {
            return Optional.of(wait.result());
        }
    }

    /** Statements that belong together. */
    @FunctionalInterface
    public interface Work<T> {

        /** Runs them; the transaction is not theirs to end. */
        T run(Session session) throws SQLException;
    }
}
