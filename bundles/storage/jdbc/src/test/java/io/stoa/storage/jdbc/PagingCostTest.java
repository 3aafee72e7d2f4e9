package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.database.Dialect;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page costs the same wherever it begins and however long the log is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PagingCostTest {

    private static final Instant DAWN = Instant.parse("2026-07-17T05:30:00Z");
    private static final StoreSpec<String> ARCHIVE = StorageUnderTest.texts("archive", 1);
    private static final Pattern VISITED = Pattern.compile("rows visited=(\\d+)");
    private static final int ENTRIES = 400;
    private static final int PAGE = 10;

    private final Derby derby = new Derby();
    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private Optional<Dialect> dialect = Optional.empty();

    @BeforeAll
    void fill(@TempDir Path data) {
        Log<String> log = derby.open(data).log(ARCHIVE);
        for (int i = 0; i < ENTRIES; i++) {
            Jid with = i % 2 == 0 ? StorageUnderTest.ROMEO : StorageUnderTest.NURSE;
            String tag = i % 20 == 0 ? "again" : "tag " + i;
            log.append(StorageUnderTest.JULIET, DAWN.plusSeconds(i), with, tag, "line " + i);
        }
        source.setDatabaseName(data.resolve("derby").toString());
        dialect = Optional.of(Dialect.of(Derby.settings(data)));
    }

    @AfterAll
    void close() {
        derby.close();
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, -1, -1",
        "true, false, -1, -1",
        "false, true, -1, -1",
        "true, true, -1, -1",
        "false, false, 300, -1",
        "true, false, -1, 100",
        "false, true, 300, -1",
        "true, true, -1, 100",
        "false, false, 200, 390",
        "true, false, 5, 200"
    })
    void aPageVisitsNoMoreRowsThanItNeeds(boolean backwards, boolean with, int start, int end)
            throws SQLException {
        Log.Query query =
                new Log.Query(
                        with ? Optional.of(StorageUnderTest.ROMEO) : Optional.empty(),
                        moment(start),
                        moment(end),
                        Optional.empty(),
                        Optional.empty(),
                        backwards,
                        PAGE);
        LogSearch search =
                new LogSearch(
                        dialect.orElseThrow(), ARCHIVE.name(), StorageUnderTest.JULIET, query);
        try (Connection connection = source.getConnection();
                CallableStatement statistics =
                        connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)")) {
            statistics.execute();

            assertThat(search.run(connection)).hasSize(PAGE + 1);

            assertThat(visited(connection)).isBetween(PAGE + 1, PAGE + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tag 1", "tag 399", "again", "no such tag"})
    void anEntryIsFoundByItsTagWithoutSearching(String tag) throws SQLException {
        try (Connection connection = source.getConnection();
                CallableStatement statistics =
                        connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)")) {
            statistics.execute();
            BareJid with = tag.equals("again") ? StorageUnderTest.ROMEO : StorageUnderTest.NURSE;

            LogTag.find(dialect.orElseThrow(), ARCHIVE.name(), StorageUnderTest.JULIET, with, tag)
                    .first(connection, LogRow::read);

            assertThat(visited(connection)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whatIsPurgedIsDeletedByItsKey() throws SQLException {
        try (Connection connection = source.getConnection();
                CallableStatement statistics =
                        connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)")) {
            statistics.execute();
            connection.setAutoCommit(false);
            LogPurge purge =
                    new LogPurge(dialect.orElseThrow(), ARCHIVE.name(), StorageUnderTest.JULIET);

            int purged = purge.run(connection, Micros.floor(DAWN.plusSeconds(350)), PAGE);
            int visited = visited(connection);
            connection.rollback();

            assertThat(purged).isEqualTo(PAGE);
            // of the last row's deletion
            assertThat(visited).isLessThanOrEqualTo(2);
        }
    }

    private static Optional<Instant> moment(int second) {
        return second < 0 ? Optional.empty() : Optional.of(DAWN.plusSeconds(second));
    }

    /** Returns how many rows the last statement visited, in all its steps. */
    private static int visited(Connection connection) throws SQLException {
        try (ResultSet row =
                connection
                        .createStatement()
                        .executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
            row.next();
            Matcher matcher = VISITED.matcher(row.getString(1));
            int visited = 0;
            while (matcher.find()) {
                visited += Integer.parseInt(matcher.group(1));
            }
            return visited;
        }
    }
}
