package io.stoa.storage.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection as it comes from the driver, with the statements that were prepared on it: they are
 * used again for as long as the connection lives. Used by one thread at a time.
 */
public final class Session {

    /** More than there are different statements; many would mean that values stand in the text. */
    private static final int MOST = 100;

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> statements =
            new LinkedHashMap<>(MOST, 0.75f, true);

    /** Takes a connection for itself. */
    public Session(Connection connection) {
        this.connection = connection;
    }

    /**
     * Takes back what was done since the last commit. The pool would not, when it believes that the
     * connection is broken; the locks of an embedded database would stay.
     */
    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Returns the statement of a text. Whoever gets it leaves no result of it open. */
    PreparedStatement prepare(String text) throws SQLException {
        PreparedStatement present = statements.get(text);
        if (present != null && !present.isClosed()) {
            return present;
        }
        PreparedStatement fresh = connection.prepareStatement(text);
        statements.put(text, fresh);
        if (statements.size() > MOST) {
            Map.Entry<String, PreparedStatement> eldest = statements.pollFirstEntry();
            eldest.getValue().close();
        }
        return fresh;
    }
}
