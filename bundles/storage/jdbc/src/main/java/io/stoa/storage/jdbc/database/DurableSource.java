package io.stoa.storage.jdbc.database;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Connections to a PostgreSQL that keeps what it acknowledges. Each new connection is asked, for
 * the settings may have changed while we were running, and told to read by the indexes.
 */
final class DurableSource extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    /** "Configuration file error": nothing that trying again would mend. */
    private static final String WRONG_SETTING = "F0000";

    private static final int OLDEST = 13_00_00;

    private static final String QUESTION =
            "SELECT current_setting('fsync'), current_setting('synchronous_commit'),"
                    + " current_setting('server_encoding'),"
                    + " CAST(current_setting('server_version_num') AS INT)";

    /**
     * Every query of ours has an index that has its order. A planner whose statistics are of
     * yesterday may believe that there is next to nothing to sort, and reads a whole archive.
     */
    private static final String IN_ORDER =
            ", set_config('enable_sort', 'off', false)"
                    + ", set_config('enable_incremental_sort', 'off', false)"
                    + ", set_config('enable_bitmapscan', 'off', false)"
                    + ", set_config('enable_seqscan', 'off', false)"
                    + ", set_config('jit', 'off', false)";

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        Connection connection = super.getConnection(user, password);
        boolean good = false;
        try {
            check(connection);
            good = true;
        } finally {
            if (!good) {
                connection.close();
            }
        }
        return connection;
    }

    private static void check(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION + IN_ORDER)) {
            row.next();
            refuse(
                    row.getString(1).equals("off"),
                    "fsync is 'off': what PostgreSQL acknowledges would be lost in a crash; set"
                            + " fsync = on in postgresql.conf and restart PostgreSQL");
            refuse(
                    row.getString(2).equals("off"),
                    "synchronous_commit is 'off': what PostgreSQL acknowledges would be lost in a"
                            + " crash; turn it on: ALTER ROLE … SET synchronous_commit = on");
            refuse(
                    !row.getString(3).equals("UTF8"),
                    "its encoding is not UTF8; make the database anew: CREATE DATABASE … ENCODING"
                            + " 'UTF8' TEMPLATE template0");
            refuse(row.getInt(4) < OLDEST, "it is older than PostgreSQL 13; take a newer one");
        }
    }

    private static void refuse(boolean wrong, String why) throws SQLException {
        if (wrong) {
            throw new SQLException(why, WRONG_SETTING);
        }
    }
}
