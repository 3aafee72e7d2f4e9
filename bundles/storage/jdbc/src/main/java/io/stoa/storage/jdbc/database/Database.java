package io.stoa.storage.jdbc.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.stoa.storage.StorageException;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

/** The pool of connections, and transactions on them. Thread-safe. */
public final class Database implements AutoCloseable {

    /** Serialisation failure, deadlock or lock timeout: SQL's, PostgreSQL's, Derby's two. */
    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01", "40XL1", "40XL2");

    private static final String DUPLICATE_KEY = "23505";
    private static final int ATTEMPTS = 20;
    private static final long LONGEST_PAUSE_NANOS = 2_000_000;

    private final Dialect dialect;
    private final HikariDataSource pool;

    private Database(Dialect dialect, HikariDataSource pool) {
        this.dialect = dialect;
        this.pool = pool;
    }

    /** Opens a database; for an embedded one this boots it. */
    public static Database open(Dialect dialect, Settings settings) {
        DataSource source = dialect.dataSource();
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
        config.setConnectionTimeout(settings.patience().toMillis());
        config.setInitializationFailTimeout(-1);
        return new Database(dialect, new HikariDataSource(config));
    }

    /** Returns what is special about this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Runs statements in one transaction; as a whole again when others were in the way. */
    public <T> T run(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !TRY_AGAIN.contains(String.valueOf(e.getSQLState()))) {
                    throw new StorageException("the database has failed: " + e.getMessage(), e);
                }
                pause(attempt);
            }
        }
    }

    /**
     * Runs statements in one transaction until they succeed.
     *
     * @param work returns false when somebody came between; so does a key that is there already
     */
    public void settle(Work<Boolean> work) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (attempt(work)) {
                return;
            }
            pause(attempt);
        }
        throw new StorageException("gave up after %d conflicts".formatted(ATTEMPTS));
    }

    /** Runs statements in one transaction; false when somebody came between. */
    public boolean attempt(Work<Boolean> work) {
        return run(
                connection -> {
                    try {
                        return work.run(connection);
                    } catch (SQLException e) {
                        if (!DUPLICATE_KEY.equals(e.getSQLState())) {
                            throw e;
                        }
                        connection.rollback();
                        return false;
                    }
                });
    }

    @Override
    public void close() {
        pool.close();
        dialect.close();
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            boolean done = false;
            try {
                T result = work.run(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    connection.rollback();
                }
            }
        }
    }

    private static void pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE_NANOS, attempt * 100_000L);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest));
    }

    /** Statements that belong together. */
    @FunctionalInterface
    public interface Work<T> {

        /** Runs them; the transaction is not theirs to end. */
        T run(Connection connection) throws SQLException;
    }
}
