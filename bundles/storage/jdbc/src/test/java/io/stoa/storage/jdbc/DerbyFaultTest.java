package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Optional;

final class DerbyFaultTest implements FaultContract {

    private final Opened opened = new Opened();
    private Optional<Settings> settings = Optional.empty();

    @BeforeEach
    void prepare(@TempDir Path data) {
        settings = Optional.of(Opened.settings(data));
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
