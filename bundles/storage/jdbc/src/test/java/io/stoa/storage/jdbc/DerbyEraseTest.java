package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.jid.BareJid;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Owners who are erased while others, and they themselves, write. */
@Timeout(120)
class DerbyEraseTest {

    private static final BareJid JULIET = StorageUnderTest.JULIET;
    private static final BareJid NURSE = StorageUnderTest.NURSE;
    private static final int TIMES = 8;

    private final Opened derby = new Opened();

    @TempDir Path folder = Path.of("");

    @AfterEach
    void close() {
        derby.close();
    }

    @Test
    void whatIsWrittenAfterwardsIsThereAndNothingIsLeftBehind()
            throws InterruptedException, SQLException {
        Storage storage = derby.open(Opened.settings(folder));
        Log<String> log = storage.log(StorageUnderTest.texts("archive", 1));
        AtomicBoolean over = new AtomicBoolean();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> writers = new ArrayList<>();
        for (BareJid owner : List.of(JULIET, NURSE, JULIET)) {
            writers.add(
                    Thread.ofVirtual()
                            .uncaughtExceptionHandler((thread, thrown) -> failure.set(thrown))
                            .start(() -> write(log, owner, over)));
        }
        try {
            for (int i = 0; i < TIMES; i++) {
                storage.erase(JULIET);
                String id = append(log, JULIET);
                // unless it is erased again, and nobody else does
                assertThat(log.get(JULIET, id)).isPresent();
            }
        } finally {
            over.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
        }
        assertThat(failure.get()).isNull();
        storage.erase(JULIET);
        Optional<Log.Entry<String>> last =
                log.find(NURSE, Log.Query.first(1)).entries().stream().findFirst();
        assertThat(last).isPresent();
        storage.erase(NURSE);
        assertThat(rows()).isZero();
    }

    /** An append asks for a head that is being deleted, and goes on when it is. */
    @Test
    void whatIsWrittenWhileOneIsErasedIsFoundAgain() throws InterruptedException, SQLException {
        Storage storage = derby.open(Opened.settings(folder));
        Log<String> log = storage.log(StorageUnderTest.texts("archive", 1));
        for (int i = 0; i < TIMES; i++) {
            append(log, JULIET);
            List<String> ids = new CopyOnWriteArrayList<>();
            Thread erasing = Thread.ofVirtual().unstarted(() -> storage.erase(JULIET));
            Thread writing = Thread.ofVirtual().unstarted(() -> ids.add(append(log, JULIET)));
            try (Connection other = source().getConnection()) {
                other.setAutoCommit(false);
                other.createStatement().execute("LOCK TABLE stoa_entries IN SHARE MODE");
                erasing.start(); // the head is gone, the entries are not
                awaitWaiting(1);
                writing.start(); // asks for the head
                awaitWaiting(2);
                other.rollback();
            }
            erasing.join();
            writing.join();
            assertThat(log.get(JULIET, ids.getFirst())).isPresent();
            assertThat(log.get(JULIET, append(log, JULIET))).isPresent();
        }
        storage.erase(JULIET);
        assertThat(rows()).isZero();
    }

    /** Else each could have what the other wants, and one of both would fail. */
    @Test
    void whoWritesHasTheHeadBeforeTheEntriesAsWhoErases()
            throws InterruptedException, SQLException {
        Storage storage = derby.open(Opened.settings(folder));
        storage.documents(StorageUnderTest.texts("documents", 1))
                .update(NURSE, none -> Optional.of("hi"));
        Log<String> log = storage.log(StorageUnderTest.texts("archive", 1));
        append(log, JULIET);
        Thread erasing = Thread.ofVirtual().unstarted(() -> storage.erase(JULIET));
        Thread writing = Thread.ofVirtual().unstarted(() -> append(log, JULIET));
        try (Connection documents = source().getConnection();
                Connection entries = source().getConnection()) {
            documents.setAutoCommit(false);
            documents.createStatement().execute("LOCK TABLE stoa_documents IN EXCLUSIVE MODE");
            entries.setAutoCommit(false);
            entries.createStatement().execute("LOCK TABLE stoa_entries IN SHARE MODE");
            erasing.start(); // she is leaving, and nothing is gone
            awaitWaiting(1);
            writing.start(); // as far as the entries
            awaitWaiting(2);
            documents.rollback();
            assertThat(awaitWaitingBut("STOA_DOCUMENTS"))
                    .containsExactlyInAnyOrder("STOA_LOGS", "STOA_ENTRIES");
            entries.rollback();
        }
        erasing.join();
        writing.join();
        assertThat(rows()).isZero();
    }

    /** Returns the tables for which two wait, once none of them waits for that one. */
    private List<String> awaitWaitingBut(String table) throws SQLException {
        List<String> tables = waiting();
        while (tables.size() < 2 || tables.contains(table)) {
            Thread.onSpinWait();
            tables = waiting();
        }
        return tables;
    }

    private List<String> waiting() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Connection connection = source().getConnection();
                ResultSet rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT tablename FROM syscs_diag.lock_table"
                                                + " WHERE state = 'WAIT'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private void awaitWaiting(int transactions) throws SQLException {
        while (waiting().size() < transactions) {
            Thread.onSpinWait();
        }
    }

    private static void write(Log<String> log, BareJid owner, AtomicBoolean over) {
        while (!over.get()) {
            try {
                append(log, owner);
            } catch (StorageException inTheWay) {
                // who is being erased may be refused; nobody else
                assertThat(owner).isEqualTo(JULIET);
            }
        }
    }

    private static String append(Log<String> log, BareJid owner) {
        return log.append(owner, Instant.now(), StorageUnderTest.ROMEO, "hi");
    }

    private EmbeddedDataSource source() {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(folder.resolve("derby").toString());
        return source;
    }

    private int rows() throws SQLException {
        try (Connection connection = source().getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("SELECT COUNT(*) FROM stoa_entries")) {
            row.next();
            return row.getInt(1);
        }
    }
}
