package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.contracts.Postgres;
import io.stoa.contracts.PostgresCluster;
import io.stoa.contracts.StorageUnderTest;
import io.stoa.storage.Items;
import io.stoa.storage.StorageException;
import io.stoa.storage.jdbc.database.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

@ExtendWith(Postgres.class)
final class PostgresRefusalTest {

    private final Opened postgres = new Opened();

    @AfterEach
    void close() {
        postgres.close();
    }

    @Test
    void aPostgresThatForgetsIsRefused() {
        try (PostgresCluster forgetful = PostgresCluster.create("fsync=off")) {
            Settings settings = Opened.settings(forgetful.database());

            assertThatThrownBy(() -> postgres.open(settings))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("fsync is 'off'")
                    .hasMessageContaining("fsync = on in postgresql.conf");
        }
    }

    @Test
    void aDatabaseThatAcknowledgesTooEarlyIsRefusedUntilItIsMended(PostgresCluster cluster) {
        PostgresCluster.Access access = cluster.database();
        String database = access.url().replaceAll(".*/", "");
        String alter = "ALTER DATABASE \"" + database + "\" SET synchronous_commit = ";
        cluster.sql(database, alter + "off");

        assertThatThrownBy(() -> postgres.open(Opened.settings(access)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("synchronous_commit is 'off'")
                .hasMessageContaining("SET synchronous_commit = on");

        cluster.sql(database, alter + "local");
        assertThat(postgres.open(Opened.settings(access)).stored()).isEmpty();
    }

    @Test
    void aDatabaseInAnotherEncodingIsRefused(PostgresCluster cluster) {
        PostgresCluster.Access access = cluster.database();
        cluster.sql(
                "postgres",
                "CREATE DATABASE latin OWNER stoa ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        Settings settings =
                new Settings(
                        access.url().replaceAll("[^/]*$", "latin"),
                        access.user(),
                        access.password(),
                        2,
                        Duration.ofSeconds(1));

        assertThatThrownBy(() -> postgres.open(settings))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("ENCODING 'UTF8'");
    }

    @Test
    void aWrongPasswordIsRefusedAndNotTold(PostgresCluster cluster) {
        PostgresCluster.Access access = cluster.database();
        Settings settings =
                new Settings(access.url(), access.user(), "swordfish", 2, Duration.ofSeconds(1));

        assertThatThrownBy(() -> postgres.open(settings))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("does not let stoa in")
                .hasMessageContaining("io.stoa.storage.jdbc:user")
                .satisfies(it -> assertThat(it.toString()).doesNotContain("swordfish"));
        assertThat(settings.toString()).doesNotContain("swordfish");
    }

    @Test
    void aDatabaseThatIsNotThereIsRefused(PostgresCluster cluster) {
        PostgresCluster.Access access = cluster.database();
        Settings settings =
                new Settings(
                        access.url() + "x",
                        access.user(),
                        access.password(),
                        2,
                        Duration.ofSeconds(1));

        assertThatThrownBy(() -> postgres.open(settings))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("CREATE DATABASE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/stoa?password=swordfish",
                "jdbc:postgresql://localhost/stoa?user=stoa&PASSWORD=swordfish"
            })
    void aPasswordInTheUrlIsRefusedAndNotTold(String url) {
        Settings settings = new Settings(url, "stoa", "", 2, Duration.ofSeconds(1));

        assertThatThrownBy(() -> postgres.open(settings))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("passwordFile")
                .satisfies(it -> assertThat(it.toString()).doesNotContain("swordfish"));
    }

    @Test
    void aDatabaseThatComesBackIsUsedAgain(PostgresCluster cluster) {
        PostgresCluster.Access access = cluster.database();
        Settings settings =
                new Settings(
                        access.url(), access.user(), access.password(), 4, Duration.ofSeconds(1));
        JdbcStorage storage = postgres.open(settings);
        Items<String> items = storage.items(StorageUnderTest.texts("roster", 1));
        items.put(StorageUnderTest.JULIET, "a", "before");

        cluster.kill();
        assertThatThrownBy(() -> items.put(StorageUnderTest.JULIET, "b", "meanwhile"))
                .isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> items.get(StorageUnderTest.JULIET, "a"))
                .isInstanceOf(StorageException.class);
        cluster.start();

        eventually(() -> items.put(StorageUnderTest.JULIET, "c", "after"));
        assertThat(items.all(StorageUnderTest.JULIET))
                .containsExactly(Map.entry("a", "before"), Map.entry("c", "after"));
    }

    /** The pool asks for connections less and less often while it gets none. */
    private static void eventually(Runnable write) {
        boolean done = false;
        for (int attempt = 1; !done; attempt++) {
            try {
                write.run();
                done = true;
            } catch (StorageException e) {
                assertThat(attempt).as("%s", e).isLessThan(300);
                LockSupport.parkNanos(100_000_000);
            }
        }
    }
}
