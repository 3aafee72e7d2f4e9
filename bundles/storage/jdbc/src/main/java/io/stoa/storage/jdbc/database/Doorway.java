package io.stoa.storage.jdbc.database;

import com.zaxxer.hikari.HikariDataSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Where connections are asked for. While the database is away, one caller a second waits and sees;
 * the others are told soon, for waiting would hold up their streams for nothing. Thread-safe.
 */
final class Doorway {

    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /**
     * Who is told waits a little all the same, so that who asks all the time does not ask often.
     */
    private static final long TOLD_NANOS = Duration.ofMillis(200).toNanos();

    private final HikariDataSource pool;
    private final AtomicLong nextLook = new AtomicLong();
    private volatile boolean away;

    Doorway(HikariDataSource pool) {
        this.pool = pool;
    }

    Connection enter() throws SQLException {
        if (away && pool.getHikariPoolMXBean().getTotalConnections() == 0 && !looks()) {
            LockSupport.parkNanos(TOLD_NANOS);
            throw new SQLTransientConnectionException("the database is away");
        }
        try {
            Connection connection = pool.getConnection();
            away = false;
            return connection;
        } catch (SQLTransientConnectionException e) {
            nextLook.set(System.nanoTime() + PAUSE_NANOS);
            away = true;
            throw e;
        }
    }

    /** Tells whether this caller is the one who looks. */
    private boolean looks() {
        long now = System.nanoTime();
        long due = nextLook.get();
        return now - due >= 0 && nextLook.compareAndSet(due, now + PAUSE_NANOS);
    }
}
