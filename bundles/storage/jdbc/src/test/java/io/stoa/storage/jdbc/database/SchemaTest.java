package io.stoa.storage.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A database of an older version of the layout is brought up to date. */
final class SchemaTest {

    private Optional<Database> database = Optional.empty();

    @BeforeEach
    void open(@TempDir Path data) {
        Settings settings =
                new Settings(
                        "jdbc:derby:" + data.resolve("derby"), "", "", 2, Duration.ofSeconds(5));
        database = Optional.of(Database.open(Dialect.of(settings), settings));
    }

    @AfterEach
    void close() {
        database.ifPresent(Database::close);
    }

    @Test
    void logsOfTheFirstVersionAreNumberedAndKept() {
        new Schema(database.orElseThrow()).bringFrom(0, 1);
        run(
                "INSERT INTO stoa_log_heads (store, owner_domain, owner_local, last_id, reached,"
                        + " lateness) VALUES ('archive', 'a.example', 'juliet', 7, 70, 1),"
                        + " ('archive', 'a.example', 'romeo', 7, 71, 2)");
        for (String owner : List.of("juliet", "romeo")) {
            entry(owner, 3);
            entry(owner, 7);
        }

        new Schema(database.orElseThrow()).bringUpToDate();

        assertThat(
                        rows(
                                "SELECT l.owner_local || ' ' || TRIM(CHAR(l.lateness)) || ' ' ||"
                                        + " TRIM(CHAR(e.id)) || ' ' || e.party FROM stoa_entries e"
                                        + " JOIN stoa_logs l ON l.log = e.log"
                                        + " ORDER BY l.owner_local, e.id"))
                .containsExactly(
                        "juliet 1 3 nurse@a.example",
                        "juliet 1 7 nurse@a.example",
                        "romeo 2 3 nurse@a.example",
                        "romeo 2 7 nurse@a.example");
        assertThat(rows("SELECT TRIM(CHAR(MAX(version))) FROM stoa_schema")).containsExactly("3");
    }

    private void entry(String owner, long id) {
        Sql insert =
                Sql.of(
                        "INSERT INTO stoa_log (store, owner_domain, owner_local, id, happened,"
                                + " reached, party, party_resource, version, body) VALUES"
                                + " ('archive', 'a.example', ?, ?, 1, 1, 'nurse@a.example', '', 1,"
                                + " ?)",
                        owner,
                        id,
                        "<body/>".getBytes(StandardCharsets.UTF_8));
        database.orElseThrow().run(insert::update);
    }

    private void run(String sql) {
        database.orElseThrow().run(session -> Sql.of(sql).update(session));
    }

    private List<String> rows(String sql) {
        return database.orElseThrow().read(session -> strings(session, sql));
    }

    private static List<String> strings(Session session, String sql) throws SQLException {
        return Sql.of(sql).list(session, row -> row.getString(1));
    }
}
