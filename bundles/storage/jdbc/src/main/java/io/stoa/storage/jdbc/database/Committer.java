package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Group commit. What several threads want to write at the same time is written in one transaction,
 * and all of them go on when it is durable. If it fails, each write is tried alone, so that only
 * those hear of a failure whom it concerns. Thread-safe.
 */
final class Committer {

    /** One commits while the other writes; more would only make the batches smaller. */
    private static final int LANES = 2;

    private final Database database;
    private final List<Lane> lanes;
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();

    Committer(Database database, Settings settings) {
        this.database = database;
        this.lanes =
                IntStream.range(0, LANES).mapToObj(i -> new Lane(settings.eachWait())).toList();
    }

    /** Writes and returns when it is durable; empty when somebody came between. */
    <T> Optional<T> write(Object place, Write<T> write) {
        Lane lane = lanes.get(Math.floorMod(place.hashCode(), lanes.size()));
        return lane.pass(new Ticket<>(write), this::commit);
    }

    private void commit(List<Ticket<?>> tickets) {
        try {
            if (tickets.size() == 1 || !together(tickets)) {
                for (Ticket<?> ticket : tickets) {
                    alone(ticket);
                }
            }
        } catch (SQLException gone) {
            tickets.forEach(ticket -> ticket.failed(gone));
        }
    }

    /**
     * Commits several writes in one transaction.
     *
     * @return whether all of it is durable; else nothing is
     * @throws SQLException when the database is gone: trying again would only make all wait longer
     */
    private boolean together(List<Ticket<?>> tickets) throws SQLException {
        try {
            transact(tickets);
            return true;
        } catch (SQLException e) {
            if (Conflicts.gone(e)) {
                throw e;
            }
            return false;
        } catch (StorageException e) {
            return false;
        }
    }

    private void alone(Ticket<?> ticket) throws SQLException {
        try {
            transact(List.of(ticket));
        } catch (SQLException e) {
            if (Conflicts.gone(e)) {
                throw e;
            }
            if (Conflicts.between(e)) {
                ticket.conflicted();
            } else {
                ticket.failed(e);
            }
        } catch (StorageException e) {
            ticket.failed(e);
        }
    }

    /** Does something short while no write is under way. */
    void between(Runnable what) {
        underWay.writeLock().lock();
        try {
            what.run();
        } finally {
            underWay.writeLock().unlock();
        }
    }

    private void transact(List<Ticket<?>> tickets) throws SQLException {
        underWay.readLock().lock();
        try {
            durably(tickets);
        } finally {
            underWay.readLock().unlock();
        }
        tickets.forEach(Ticket::committed);
    }

    private void durably(List<Ticket<?>> tickets) throws SQLException {
        AtomicReference<Batch> made = new AtomicReference<>();
        boolean durable = false;
        try {
            database.once(
                    session -> {
                        Batch batch = new Batch(session, database.dialect());
                        made.set(batch);
                        batch.make(tickets);
                        return batch;
                    });
            durable = true;
        } finally {
            Batch batch = made.get();
            if (batch != null) {
                batch.end(durable);
            }
        }
    }
}
