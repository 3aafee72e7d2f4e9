package io.stoa.storage.jdbc;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.contracts.StorageContract;
import io.stoa.storage.Storage;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Postgres.class)
final class PostgresStorageTest implements StorageContract {

    private final Opened storage = new Opened();

    @BeforeAll
    void open(PostgresCluster cluster) {
        storage.open(Opened.settings(cluster.database()));
    }

    @AfterAll
    void close() {
        storage.close();
    }

    @Override
    public Storage storage() {
        return storage.get();
    }
}
