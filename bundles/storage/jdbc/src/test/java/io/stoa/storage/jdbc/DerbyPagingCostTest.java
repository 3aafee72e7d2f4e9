package io.stoa.storage.jdbc;

import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Settings;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DerbyPagingCostTest implements PagingCostContract {

    private static final Pattern VISITED = Pattern.compile("rows visited=(\\d+)");
    private static final int ENTRIES = 400;

    private final Opened derby = new Opened();
    private final EmbeddedDataSource source = new EmbeddedDataSource();
    private Path folder = Path.of("");

    @BeforeAll
    void fill(@TempDir Path data) {
        folder = data;
        PagingCostContract.fill(derby.open(settings()), ENTRIES);
        source.setDatabaseName(data.resolve("derby").toString());
    }

    @AfterAll
    void close() {
        derby.close();
    }

    @Override
    public Settings settings() {
        return Opened.settings(folder);
    }

    /** What the last statement visited, in all its steps: that of the page. */
    @Override
    public int visited(Search search) throws SQLException {
        try (Connection connection = source.getConnection();
                CallableStatement statistics =
                        connection.prepareCall("CALL SYSCS_UTIL.SYSCS_SET_RUNTIMESTATISTICS(1)")) {
            statistics.execute();
            connection.setAutoCommit(false);
            search.run(new Session(connection));
            try (ResultSet row =
                    connection
                            .createStatement()
                            .executeQuery("VALUES SYSCS_UTIL.SYSCS_GET_RUNTIMESTATISTICS()")) {
                row.next();
                Matcher matcher = VISITED.matcher(row.getString(1));
                int visited = 0;
                while (matcher.find()) {
                    visited += Integer.parseInt(matcher.group(1));
                }
                return visited;
            } finally {
                connection.rollback();
            }
        }
    }
}
