package io.stoa.storage.jdbc.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Which failures mean what, in every database. Stateless. */
final class Conflicts {

    /** SQL's word for a transaction that somebody else was in the way of. */
    static final String SERIALIZATION = "40001";

    private static final String DUPLICATE_KEY = "23505";

    /** Serialisation failure, deadlock or lock timeout: SQL's, PostgreSQL's, Derby's two. */
    private static final Set<String> OTHERS = Set.of(SERIALIZATION, "40P01", "40XL1", "40XL2");

    private Conflicts() {}

    /** Tells whether others were in the way: the same again may succeed. */
    static boolean others(SQLException failure) {
        return OTHERS.contains(state(failure));
    }

    /** Tells whether somebody came between: what was read is no longer so. */
    static boolean between(SQLException failure) {
        for (SQLException each = failure; each != null; each = each.getNextException()) {
            if (others(each) || DUPLICATE_KEY.equals(state(each))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether the database is gone, whatever one asks of it: connection failures (08), the
     * operator's intervention (57P, such as a shutdown), and a pool in which nothing is free.
     */
    static boolean gone(SQLException failure) {
        for (SQLException each = failure; each != null; each = each.getNextException()) {
            String state = state(each);
            if (each instanceof SQLTransientConnectionException
                    || each instanceof SQLNonTransientConnectionException
                    || state.startsWith("08")
                    || state.startsWith("57P")) {
                return true;
            }
        }
        return false;
    }

    private static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? "" : state;
    }
}
