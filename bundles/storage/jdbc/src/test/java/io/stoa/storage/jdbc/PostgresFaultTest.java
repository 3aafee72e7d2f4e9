package io.stoa.storage.jdbc;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.storage.jdbc.database.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Optional;

@ExtendWith(Postgres.class)
final class PostgresFaultTest implements FaultContract {

    private final Opened opened = new Opened();
    private Optional<Settings> settings = Optional.empty();

    @BeforeEach
    void prepare(PostgresCluster cluster) {
        settings = Optional.of(Opened.settings(cluster.database()));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    @Override
    public JdbcStorage storage(FaultySource faults) {
        return opened.open(settings.orElseThrow(), faults::around);
    }
}
