package io.stoa.storage.jdbc;

import io.stoa.storage.Storage;
import io.stoa.storage.jdbc.database.Settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A storage on Derby for one test at a time. */
final class Derby {

    private Optional<JdbcStorage> storage = Optional.empty();

    /** Opens the database in a data directory. */
    Storage open(Path data) {
        storage = Optional.of(new JdbcStorage(settings(data)));
        return storage();
    }

    Storage storage() {
        return storage.orElseThrow();
    }

    void close() {
        storage.ifPresent(JdbcStorage::close);
        storage = Optional.empty();
    }

    static Settings settings(Path data) {
        return new Settings(
                "jdbc:derby:" + data.resolve("derby"), "", "", 8, Duration.ofSeconds(30));
    }
}
