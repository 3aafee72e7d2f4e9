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
        if (settings.url().startsWith(PostgresDialect.PREFIX)) {
            return new PostgresDialect(settings);
        }
        throw new StorageException(
                "io.stoa.storage.jdbc:url is %s; it has to begin with %s or %s"
                        .formatted(settings.url(), DerbyDialect.PREFIX, PostgresDialect.PREFIX));
    }

    /** Returns a short name, such as {@code derby}; it names the dialect's schema scripts. */
    String name();

    /** Tells whether no other process can write to this database while this one does. */
    boolean alone();

    /** Returns the type of a column of up to 16 MiB of bytes. */
    String bytes();

    /**
     * Returns what to put behind the type of a text, so that texts are compared character by
     * character; "" where they are anyway.
     */
    String exact();

    /**
     * Makes the source of connections. It refuses a database that is set not to keep what it has
     * acknowledged.
     */
    DataSource dataSource();

    /**
     * Returns what to put behind a table's name so that its rows are read through an index; ""
     * where the database finds the way itself.
     *
     * @param access the index or constraint, such as {@code index=STOA_ENTRIES_BACK}
     */
    String through(String access);

    /** Restricts a statement, which has no conditions yet, to a stretch of an index. */
    Sql within(Sql sql, Stretch stretch);

    /** Returns by what to sort so that the rows come in the order of the stretch. */
    String order(Stretch stretch, boolean backwards);

    /** Restricts a statement to the items of a key; behind other conditions. */
    void atKey(Sql sql, String key);

    /** Restricts a statement to the items that come after a key; behind other conditions. */
    void afterKey(Sql sql, String key);

    /** Returns by what to sort items so that they are in the order of their keys. */
    String keyOrder();

    /**
     * Adds a change that overwrites an item, or inserts it if it is not there.
     *
     * @param insert inserts the row
     * @param overwrite overwrites it
     */
    void putItem(Batch batch, Sql insert, Sql overwrite) throws SQLException;

    /**
     * Makes a statement that inserts a row unless there is one of its key already: that may change
     * no row, or fail with a duplicate key.
     */
    Sql unlessThere(Sql insert);

    /** Says in a sentence why the database cannot be opened. */
    String refusal(SQLException failure);

    /** Tells whether a statement failed because its table is not there. */
    boolean missingTable(SQLException failure);

    /**
     * Shuts the database down if it lives in this process; called once, after the pool is closed.
     */
    void close();
}
