package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Brings the tables to the version that this code knows: {@code schema-N.sql} and {@code
 * schema-N-dialect.sql} for each version N that is missing, each version in one transaction.
 */
public final class Schema {

    /** The version that this code knows. */
    static final int VERSION = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    private final Database database;

    /** Makes the runner for a database. */
    public Schema(Database database) {
        this.database = database;
    }

    /**
     * Brings the tables up to date.
     *
     * @throws StorageException when they belong to newer code
     */
    public void bringUpToDate() {
        int present = version();
        if (present > VERSION) {
            throw new StorageException(
                    "the database has schema version %d; this code knows versions up to %d"
                            .formatted(present, VERSION));
        }
        bringFrom(present, VERSION);
    }

    void bringFrom(int present, int wanted) {
        for (int version = present + 1; version <= wanted; version++) {
            int next = version;
            database.run(session -> apply(session, next));
            LOG.info("The database schema is now at version {}", version);
        }
    }

    private int version() {
        Sql newest = Sql.of("SELECT MAX(version) FROM stoa_schema");
        try {
            return database.once(s -> newest.first(s, row -> row.getInt(1))).orElse(0);
        } catch (SQLException e) {
            if (database.dialect().missingTable(e)) {
                return 0;
            }
            throw Database.failure(e);
        }
    }

    private Integer apply(Session session, int version) throws SQLException {
        if (version == 1) {
            Sql.of("CREATE TABLE stoa_schema (version INT NOT NULL, PRIMARY KEY (version))")
                    .update(session);
        }
        for (String statement : statements(version)) {
            Sql.of(statement).update(session);
        }
        return Sql.of("INSERT INTO stoa_schema (version) VALUES (?)", version).update(session);
    }

    private List<String> statements(int version) {
        String common = script("schema-" + version + ".sql").orElseThrow();
        String special =
                script("schema-" + version + "-" + database.dialect().name() + ".sql").orElse("");
        return Arrays.stream((common + special).split(";\\s*\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    /** Reads a script without its comments. */
    private Optional<String> script(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                return Optional.empty();
            }
            Dialect dialect = database.dialect();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Optional.of(
                    text.lines()
                            .filter(line -> !line.startsWith("--"))
                            .map(line -> line.replace("${bytes}", dialect.bytes()))
                            .map(line -> line.replace("${exact}", dialect.exact()))
                            .collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            throw new StorageException("cannot read " + name, e);
        }
    }
}
