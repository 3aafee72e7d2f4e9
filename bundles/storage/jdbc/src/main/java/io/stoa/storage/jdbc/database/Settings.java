package io.stoa.storage.jdbc.database;

import java.time.Duration;

/**
 * Where the database is and how it is used.
 *
 * @param url the JDBC URL
 * @param user the user, "" for none
 * @param password the password, "" for none
 * @param poolSize at most so many connections
 * @param patience how long one may wait before anything is done in the database
 */
public record Settings(String url, String user, String password, int poolSize, Duration patience) {

    /** Returns how long one waits at each of two doors: for the turn to write, for a connection. */
    Duration eachWait() {
        return patience.dividedBy(2);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return url;
    }
}
