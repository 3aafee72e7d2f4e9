package io.stoa.storage.jdbc;

import io.stoa.contracts.PostgresCluster;
import io.stoa.storage.jdbc.database.Database;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

/** A storage for one test at a time. */
final class Opened {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Optional<JdbcStorage> storage = Optional.empty();

    /** Opens a database. */
    JdbcStorage open(Settings settings) {
        storage = Optional.of(new JdbcStorage(settings));
        return get();
    }

    /** Opens a database whose connections are others' to make. */
    JdbcStorage open(Settings settings, UnaryOperator<DataSource> wrapper) {
        Dialect dialect = Dialect.of(settings);
        DataSource source = wrapper.apply(dialect.dataSource());
        storage = Optional.of(new JdbcStorage(Database.open(dialect, source, settings)));
        return get();
    }

    JdbcStorage get() {
        return storage.orElseThrow();
    }

    void close() {
        storage.ifPresent(JdbcStorage::close);
        storage = Optional.empty();
    }

    /** Derby in a data directory. */
    static Settings settings(Path data) {
        return new Settings("jdbc:derby:" + data.resolve("derby"), "", "", 8, PATIENCE);
    }

    /** A database of PostgreSQL. */
    static Settings settings(PostgresCluster.Access access) {
        return new Settings(access.url(), access.user(), access.password(), 8, PATIENCE);
    }
}
