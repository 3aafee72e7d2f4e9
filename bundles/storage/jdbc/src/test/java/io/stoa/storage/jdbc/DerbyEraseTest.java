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
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Owners who are erased while others, and they themselves, write. */
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
        for (int i = 0; i < TIMES; i++) {
            storage.erase(JULIET);
            String id = append(log, JULIET);
            // unless it is erased again, and nobody else does
            assertThat(log.get(JULIET, id)).isPresent();
        }
        over.set(true);
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(failure.get()).isNull();
        storage.erase(JULIET);
        Optional<Log.Entry<String>> last =
                log.find(NURSE, Log.Query.first(1)).entries().stream().findFirst();
        assertThat(last).isPresent();
        storage.erase(NURSE);
        assertThat(rows()).isZero();
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

    private int rows() throws SQLException {
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(folder.resolve("derby").toString());
        try (Connection connection = source.getConnection();
                ResultSet row =
                        connection
                                .createStatement()
                                .executeQuery("SELECT COUNT(*) FROM stoa_entries")) {
            row.next();
            return row.getInt(1);
        }
    }
}
