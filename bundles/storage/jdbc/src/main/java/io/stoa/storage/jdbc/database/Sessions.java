package io.stoa.storage.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentHashMap;

/** The session of each connection of the pool. Thread-safe. */
final class Sessions {

    private final ConcurrentHashMap<Connection, Session> sessions = new ConcurrentHashMap<>();

    /** Returns the session of the driver's connection behind one that the pool has lent. */
    Session of(Connection lent) throws SQLException {
        Connection own = lent.unwrap(Connection.class);
        Session present = sessions.get(own);
        if (present != null) {
            return present;
        }
        // a new connection takes the place of one that was closed
        for (Connection each : sessions.keySet()) {
            if (each.isClosed()) {
                sessions.remove(each);
            }
        }
        Session fresh = new Session(own);
        sessions.put(own, fresh);
        return fresh;
    }
}
