package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import java.sql.SQLException;

import javax.sql.DataSource;

/** What differs between databases. Everything else here is SQL that all of them understand. */
public interface Dialect {

    /** Returns the dialect for a JDBC URL. */
    static Dialect of(Settings settings) {
        if (settings.url().startsWith(DerbyDialect.PREFIX)) {
            return new DerbyDialect(settings);
        }
        throw new StorageException(
                "io.stoa.storage.jdbc:url is %s; only %s is supported"
                        .formatted(settings.url(), DerbyDialect.PREFIX));
    }

    /** Returns a short name, such as {@code derby}; it names the dialect's schema scripts. */
    String name();

    /** Returns the type of a column of up to 16 MiB of bytes. */
    String bytes();

    /**
     * Makes the source of connections.
     *
     * @throws StorageException when the database is set not to keep what it has acknowledged
     */
    DataSource dataSource();

    /**
     * Returns what to put behind a table's name so that its rows are read through an index; ""
     * where the database finds the way itself.
     *
     * @param access the index or constraint, such as {@code index=STOA_LOG_BACK}
     */
    String through(String access);

    /** Says in a sentence why the database cannot be opened. */
    String refusal(SQLException failure);

    /** Tells whether a statement failed because its table is not there. */
    boolean missingTable(SQLException failure);

    /**
     * Shuts the database down if it lives in this process; called once, after the pool is closed.
     */
    void close();
}
