package io.stoa.storage.jdbc.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A prepared statement's text with its arguments. Not thread-safe. */
public final class Sql {

    private final StringBuilder text;
    private final List<Object> arguments;
    private String row = "";

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

    /** Adds the values of a row to insert: several such statements can be made as one. */
    public Sql values(Object... values) {
        row = "(" + String.join(", ", Collections.nCopies(values.length, "?")) + ")";
        return and(" VALUES " + row, values);
    }

    /** Tells whether one statement may insert this row and others of the same text. */
    boolean joins() {
        return !row.isEmpty();
    }

    /** Returns the text that inserts so many rows. */
    String text(int rows) {
        return text + (", " + row).repeat(rows - 1);
    }

    /** Adds an argument to text that is there. */
    Sql add(Object argument) {
        arguments.add(argument);
        return this;
    }

    /** Returns the text. */
    String text() {
        return text.toString();
    }

    /** Runs it and returns how many rows were changed. */
    public int update(Session session) throws SQLException {
        PreparedStatement statement = session.prepare(text());
        bind(statement);
        int changed = statement.executeUpdate();
        statement.clearParameters();
        return changed;
    }

    /**
     * Runs it once for each of several last arguments, all in one batch, and returns how many rows
     * were changed.
     */
    public int updateEach(Session session, List<Long> lastArguments) throws SQLException {
        PreparedStatement statement = session.prepare(text());
        try {
            for (Long last : lastArguments) {
                bind(statement);
                statement.setLong(arguments.size() + 1, last);
                statement.addBatch();
            }
            return lastArguments.isEmpty() ? 0 : Arrays.stream(statement.executeBatch()).sum();
        } finally {
            statement.clearBatch();
        }
    }

    /** Runs it and returns what it finds. */
    public <T> List<T> list(Session session, RowReader<T> reader) throws SQLException {
        PreparedStatement statement = session.prepare(text());
        bind(statement);
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    /** Runs it and returns the first that it finds. */
    public <T> Optional<T> first(Session session, RowReader<T> reader) throws SQLException {
        PreparedStatement statement = session.prepare(text());
        bind(statement);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** Sets the arguments of a statement of this text. */
    void bind(PreparedStatement statement) throws SQLException {
        bindRow(statement, 0);
    }

    /** Sets the arguments of a row, of which others have so many before it. */
    void bindRow(PreparedStatement statement, int rowsBefore) throws SQLException {
        int first = 1 + rowsBefore * arguments.size();
        for (int i = 0; i < arguments.size(); i++) {
            bind(statement, first + i, arguments.get(i));
        }
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
