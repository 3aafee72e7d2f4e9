package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.contracts.StorageUnderTest;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Settings;
import io.stoa.storage.jdbc.database.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import javax.sql.DataSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Postgres.class)
final class PostgresPagingCostTest implements PagingCostContract {

    private static final int ENTRIES = 400;

    /** Where PostgreSQL counts what the present transaction has visited. */
    private static final String COUNTERS =
            "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables"
                    + " WHERE relname = 'stoa_entries'";

    private final Opened postgres = new Opened();
    private Optional<DataSource> source = Optional.empty();
    private Settings settings = new Settings("", "", "", 1, Duration.ZERO);

    @BeforeAll
    void fill(PostgresCluster cluster) throws SQLException {
        settings = Opened.settings(cluster.database());
        source = Optional.of(Dialect.of(settings).dataSource());
        Storage storage = postgres.open(settings);
        PagingCostContract.fill(storage, ENTRIES);
        storage.log(ARCHIVE)
                .append(StorageUnderTest.ROMEO, DAWN, StorageUnderTest.JULIET, "tag", "line");
        try (Connection connection = source.orElseThrow().getConnection()) {
            Session session = new Session(connection);
            // many logs of others; statistics are as old as they can be: there are none
            Sql.of(
                            "INSERT INTO stoa_entries (log, id, happened, reached, tag, party,"
                                    + " party_resource, version, body) SELECT n % 20, n, n, n, n,"
                                    + " 'p' || n % 7, '', 1, 'x' FROM generate_series(1, 40000) n")
                    .update(session);
        }
    }

    @AfterAll
    void close() {
        postgres.close();
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public int visited(Search search) throws SQLException {
        try (Connection connection = source.orElseThrow().getConnection()) {
            connection.setAutoCommit(false);
            Session session = new Session(connection);
            search.run(session);
            Optional<Integer> visited = Sql.of(COUNTERS).first(session, row -> row.getInt(1));
            assertThat(visited).isPresent();
            connection.rollback();
            return visited.get();
        }
    }

    /** In a long log of its own, what is not there must not be looked for from end to end. */
    @Test
    void aScanEndsWhereItsBoundsAre() throws SQLException {
        try (Connection connection = source.orElseThrow().getConnection()) {
            connection.setAutoCommit(false);
            Session session = new Session(connection);
            LogPlace place = new LogPlace(ARCHIVE.name(), StorageUnderTest.ROMEO);
            LogHead head = LogHead.read(session, place).orElseThrow();
            Sql.of(
                            "INSERT INTO stoa_entries (log, id, happened, reached, tag, party,"
                                    + " party_resource, version, body) SELECT ?, n, n, n,"
                                    + " n * 100000000000000, 'p' || n % 7, '', 1, 'x'"
                                    + " FROM generate_series(1, 40000) n",
                            head.log())
                    .update(session);
            long before = blocks(session);

            new LogSearch(Dialect.of(settings), head, with("nobody")).run(session);
            new LogSearch(Dialect.of(settings), head, with("p3")).count(session);
            LogTag.find(Dialect.of(settings), head, StorageUnderTest.NURSE, "none")
                    .first(session, LogRow::read);

            // to the leaf of an index and a few along it, three times
            assertThat(blocks(session) - before).isLessThan(40);
            connection.rollback();
        }
    }

    private static Log.Query with(String party) {
        return new Log.Query(
                Optional.of(StorageUnderTest.jid(party)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                PAGE);
    }

    private static long blocks(Session session) throws SQLException {
        return Sql.of(
                        "SELECT pg_stat_get_xact_blocks_fetched('stoa_entries_party'::regclass)"
                                + " + pg_stat_get_xact_blocks_fetched('stoa_entries_tag'::regclass)"
                                + " + pg_stat_get_xact_blocks_fetched('stoa_entries_key'::regclass)"
                                + " + pg_stat_get_xact_blocks_fetched('stoa_entries'::regclass)")
                .first(session, row -> row.getLong(1))
                .orElseThrow();
    }
}
