package io.stoa.storage.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A prepared statement's text with its arguments. Not thread-safe. */
public final class Sql {

    private final StringBuilder text;
    private final List<Object> arguments;

    private Sql(String text, Object... arguments) {
        this.text = new StringBuilder(text);
        this.arguments = new ArrayList<>(List.of(arguments));
    }

    /** Makes a statement; each {@code ?} stands for one argument. */
    public static Sql of(String text, Object... arguments) {
        return new Sql(text, arguments);
    }

    /** Adds text and its arguments. */
    public Sql and(String more, Object... moreArguments) {
        text.append(more);
        arguments.addAll(List.of(moreArguments));
        return this;
    }

    /** Runs it and returns how many rows were changed. */
    public int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /**
     * Runs it once for each of several last arguments, all in one batch, and returns how many rows
     * were changed.
     */
    public int updateEach(Connection connection, List<Long> lastArguments) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            for (Long last : lastArguments) {
                statement.setLong(arguments.size() + 1, last);
                statement.addBatch();
            }
            return lastArguments.isEmpty() ? 0 : Arrays.stream(statement.executeBatch()).sum();
        }
    }

    /** Runs it and returns what it finds. */
    public <T> List<T> list(Connection connection, RowReader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** Runs it and returns the first that it finds. */
    public <T> Optional<T> first(Connection connection, RowReader<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < arguments.size(); i++) {
            bind(statement, i + 1, arguments.get(i));
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, Object argument)
            throws SQLException {
        switch (argument) {
            case String string -> statement.setString(index, string);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case byte[] bytes -> statement.setBytes(index, bytes);
            default -> throw new IllegalArgumentException("no column for " + argument.getClass());
        }
    }

    /** Reads a row. */
    @FunctionalInterface
    public interface RowReader<T> {

        /** Reads the row at which the cursor stands. */
        T read(ResultSet row) throws SQLException;
    }
}
