package io.stoa.storage.jdbc.database;

import java.time.Duration;

/**
 * Where the database is and how it is used.
 *
 * @param url the JDBC URL
 * @param user the user, "" for none
 * @param password the password, "" for none
 * @param poolSize at most so many connections
 * @param patience how long to wait for a free connection
 */
public record Settings(String url, String user, String password, int poolSize, Duration patience) {

    /** Leaves the password out. */
    @Override
    public String toString() {
        return url;
    }
}
