package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.storage.StorageException;
import io.stoa.storage.jdbc.database.Settings;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

final class RefusalTest {

    private static final String DURABILITY = "derby.system.durability";

    @TempDir private Path data;

    private final Opened derby = new Opened();

    @AfterEach
    void close() {
        System.clearProperty(DURABILITY);
        derby.close();
    }

    @Test
    void aDerbyThatForgetsIsRefused() {
        System.setProperty(DURABILITY, "Test");

        assertThatThrownBy(() -> derby.open(Opened.settings(data)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(DURABILITY);

        assertThat(data.resolve("derby")).doesNotExist();
    }

    @Test
    void aDerbyThatForgetsByItsOwnFileIsRefused() throws IOException {
        Files.writeString(data.resolve("derby.properties"), DURABILITY + "=test");
        String before = System.getProperty("derby.system.home", "");
        System.setProperty("derby.system.home", data.toString());
        try {
            assertThatThrownBy(() -> derby.open(Opened.settings(data)))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining(DURABILITY);
        } finally {
            if (before.isEmpty()) {
                System.clearProperty("derby.system.home");
            } else {
                System.setProperty("derby.system.home", before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:derby:memory:stoa",
                "jdbc:derby:classpath:stoa",
                "jdbc:derby:",
                "jdbc:derby:stoa;create=true",
                "jdbc:derby:${stoa.data}/derby",
                "jdbc:oracle:thin:@//db/stoa",
                ""
            })
    void aDatabaseThatIsNotADirectoryOfDerbyIsRefused(String url) {
        Settings settings = new Settings(url, "", "", 8, Duration.ofSeconds(1));

        assertThatThrownBy(() -> new JdbcStorage(settings))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("io.stoa.storage.jdbc:url");
    }

    @Test
    void aDirectoryThatIsNoDatabaseIsRefused() throws IOException {
        Files.createDirectory(data.resolve("derby"));
        Files.writeString(data.resolve("derby/service.properties"), "nonsense");

        assertThatThrownBy(() -> derby.open(Opened.settings(data)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(data.resolve("derby").toString());
    }

    @Test
    void aSchemaOfNewerCodeIsRefusedAndTheDatabaseLeftAsItIs() throws SQLException {
        derby.open(Opened.settings(data))
                .documents(StorageUnderTest.texts("vcard", 1))
                .update(StorageUnderTest.JULIET, present -> Optional.of("text"));
        derby.close();
        EmbeddedDataSource source = new EmbeddedDataSource();
        source.setDatabaseName(data.resolve("derby").toString());
        execute(source, "INSERT INTO stoa_schema (version) VALUES (99)");

        assertThatThrownBy(() -> derby.open(Opened.settings(data)))
                .isInstanceOf(StorageException.class)
                .hasMessage("the database has schema version 99; this code knows versions up to 3");

        execute(source, "DELETE FROM stoa_schema WHERE version = 99");
        assertThat(
                        derby.open(Opened.settings(data))
                                .documents(StorageUnderTest.texts("vcard", 1))
                                .get(StorageUnderTest.JULIET))
                .contains("text");
    }

    @Test
    void filesAreReadableByTheirOwnerOnly() throws IOException {
        derby.open(Opened.settings(data));

        try (Stream<Path> files = Files.walk(data.resolve("derby"))) {
            List<Path> open = files.filter(RefusalTest::othersMayRead).toList();

            assertThat(open).isEmpty();
        }
    }

    private static boolean othersMayRead(Path file) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            return permissions.contains(PosixFilePermission.OTHERS_READ)
                    || permissions.contains(PosixFilePermission.GROUP_READ);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(EmbeddedDataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.createStatement().executeUpdate(sql);
        }
    }
}
