package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** A write that waits for its commit, and the thread that waits with it. */
final class Ticket<T> {

    private final Write<T> write;
    private final Semaphore turn = new Semaphore(0);
    private Supplier<T> answer =
            () -> {
                throw new IllegalStateException("nothing was written");
            };
    private Supplier<Optional<T>> result =
            () -> {
                throw new StorageException("the transaction was abandoned");
            };
    private boolean decided;
    private volatile boolean leads;

    Ticket(Write<T> write) {
        this.write = write;
    }

    /** Returns what is signalled when the thread shall lead or has its result. */
    Semaphore turn() {
        return turn;
    }

    boolean leads() {
        return leads;
    }

    /** Makes its thread the one that commits for all. */
    void lead() {
        leads = true;
        turn.release();
    }

    void addTo(Batch batch) throws SQLException {
        answer = write.addTo(batch);
    }

    /** It is durable. */
    void committed() {
        T value = answer.get();
        decide(() -> Optional.of(value));
    }

    /** Somebody came between. */
    void conflicted() {
        decide(Optional::empty);
    }

    void failed(SQLException cause) {
        decide(
                () -> {
                    throw Database.failure(cause);
                });
    }

    void failed(StorageException cause) {
        decide(
                () -> {
                    throw cause;
                });
    }

    /** What was decided first stays: who has heard that it is durable hears of no later failure. */
    private void decide(Supplier<Optional<T>> decision) {
        if (!decided) {
            decided = true;
            result = decision;
        }
    }

    void done() {
        turn.release();
    }

    Optional<T> result() {
        return result.get();
    }
}
