package io.stoa.runtime.postgres;

import io.stoa.contracts.PostgresCluster;
import io.stoa.testkit.RuntimeProcess;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The assembled runtime on a new database of PostgreSQL. Stateless. */
public final class OnPostgres {

    private OnPostgres() {}

    /** Starts a server that waits at most so many seconds for its database. */
    public static RuntimeProcess start(
            PostgresCluster cluster, Path folder, int patience, String... settings) {
        return start(cluster.database(), folder, patience, settings);
    }

    /** Starts a server on a database, with more settings, each as {@code key=value}. */
    public static RuntimeProcess start(
            PostgresCluster.Access access, Path folder, int patience, String... settings) {
        try {
            Path password = folder.resolve("database.password");
            Files.writeString(password, access.password() + "\n");
            Stream<String> all =
                    Stream.concat(
                            Stream.of(
                                    "io.stoa.storage.jdbc:url=" + access.url(),
                                    "io.stoa.storage.jdbc:user=" + access.user(),
                                    "io.stoa.storage.jdbc:passwordFile=" + password,
                                    "io.stoa.storage.jdbc:connectionTimeout=" + patience),
                            Stream.of(settings));
            return RuntimeProcess.start(
                    folder.resolve("data"),
                    all.flatMap(it -> Stream.of("--set", it)).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
