package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Settings;
import io.stoa.storage.jdbc.database.Sql;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
        PagingCostContract.fill(postgres.open(settings), ENTRIES);
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
}
