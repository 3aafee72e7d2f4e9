package io.stoa.runtime.postgres;

import io.stoa.contracts.PostgresCluster;
import io.stoa.testkit.RuntimeProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The assembled runtime on a new database of PostgreSQL. Stateless. */
public final class OnPostgres {

    private OnPostgres() {}

    /** Starts a server that waits at most so many seconds for its database. */
    public static RuntimeProcess start(PostgresCluster cluster, Path folder, int patience) {
        return start(cluster.database(), folder, patience);
    }

    /** Starts a server on a database. */
    public static RuntimeProcess start(PostgresCluster.Access access, Path folder, int patience) {
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
