package io.stoa.storage.jdbc;

import io.stoa.contracts.StorageContract;
import io.stoa.storage.Storage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DerbyStorageTest implements StorageContract {

    private final Opened derby = new Opened();

    @BeforeAll
    void open(@TempDir Path data) {
        derby.open(Opened.settings(data));
    }

    @AfterAll
    void close() {
        derby.close();
    }

    @Override
    public Storage storage() {
        return derby.get();
    }
}
