package io.stoa.runtime;

import io.stoa.contracts.PostgresCluster;
import io.stoa.testkit.RuntimeProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The assembled runtime on a new database of PostgreSQL. Stateless. */
final class OnPostgres {

    private OnPostgres() {}

    /** Starts a server that waits at most so many seconds for its database. */
    static RuntimeProcess start(PostgresCluster cluster, Path folder, int patience) {
        PostgresCluster.Access access = cluster.database();
        try {
            Path password = folder.resolve("database.password");
            Files.writeString(password, access.password() + "\n");
            return RuntimeProcess.start(
                    folder.resolve("data"),
                    "--set",
                    "io.stoa.storage.jdbc:url=" + access.url(),
                    "--set",
                    "io.stoa.storage.jdbc:user=" + access.user(),
                    "--set",
                    "io.stoa.storage.jdbc:passwordFile=" + password,
                    "--set",
                    "io.stoa.storage.jdbc:connectionTimeout=" + patience);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
