package io.stoa.storage.jdbc.database;

import io.stoa.storage.StorageException;

import org.postgresql.ds.PGSimpleDataSource;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

/** PostgreSQL, 13 or later. */
final class PostgresDialect implements Dialect {

    static final String PREFIX = "jdbc:postgresql:";

    /** Of a key, what the index holds in order, and what it holds of the rest: see the schema. */
    private static final String HEAD = "left(%s, 100)";

    private static final String REST = "sha256(replace(substr(%s, 101), '\\', '\\\\')::bytea)";

    private static final int CONNECT_SECONDS = 5;

    /** Longer than any statement of ours takes; shorter than anybody waits for a dead host. */
    private static final int ANSWER_SECONDS = 60;

    private static final String WRONG_PASSWORD = "28P01";
    private static final String NO_AUTHORIZATION = "28000";
    private static final String NO_DATABASE = "3D000";
    private static final String NO_TABLE = "42P01";

    private final Settings settings;

    PostgresDialect(Settings settings) {
        this.settings = settings;
        if (settings.url().toLowerCase(Locale.ROOT).matches(".*[?&](ssl)?password=.*")) {
            throw new StorageException(
                    "io.stoa.storage.jdbc:url has a password in it; give it as"
                            + " io.stoa.storage.jdbc:password or passwordFile");
        }
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public String bytes() {
        return "BYTEA";
    }

    @Override
    public String exact() {
        return " COLLATE \"C\"";
    }

    @Override
    public DataSource dataSource() {
        PGSimpleDataSource source = new DurableSource();
        try {
            source.setUrl(settings.url());
        } catch (IllegalArgumentException e) {
            throw new StorageException(
                    "io.stoa.storage.jdbc:url is %s; PostgreSQL's is like %s//localhost/stoa"
                            .formatted(settings.url(), PREFIX),
                    e);
        }
        unlessInUrl("ApplicationName", () -> source.setApplicationName("stoa"));
        unlessInUrl("tcpKeepAlive", () -> source.setTcpKeepAlive(true));
        unlessInUrl("connectTimeout", () -> source.setConnectTimeout(CONNECT_SECONDS));
        unlessInUrl("socketTimeout", () -> source.setSocketTimeout(ANSWER_SECONDS));
        if (!settings.user().isEmpty()) {
            source.setUser(settings.user());
            source.setPassword(settings.password());
        }
        return source;
    }

    private void unlessInUrl(String parameter, Runnable setter) {
        if (!settings.url().contains(parameter + "=")) {
            setter.run();
        }
    }

    @Override
    public String through(String access) {
        return "";
    }

    /**
     * The leading column is equal, so that the bounds of the next one are the ends of the scan. Of
     * two leading columns the second is bounded and compared together with the next one instead:
     * with {@code log = ? AND party = ?} the planner may read the whole log, when it believes that
     * nearly everything in it is of this party. A comparison of rows alone would be where a scan
     * begins, but not where it ends.
     */
    @Override
    public Sql within(Sql sql, Stretch stretch) {
        List<String> columns = stretch.columns().subList(0, stretch.leading().size() + 1);
        List<Object> values = stretch.values();
        if (values.isEmpty()) {
            return sql.and(" WHERE " + stretch.next() + " > ?", stretch.after())
                    .and(" AND " + stretch.next() + " < ?", stretch.before());
        }
        sql.and(" WHERE " + columns.getFirst() + " = ?", values.getFirst());
        List<String> inner = columns.subList(1, columns.size());
        List<Object> bounds = values.subList(1, values.size());
        for (int i = 0; i < bounds.size(); i++) {
            sql.and(" AND " + inner.get(i) + " >= ?", bounds.get(i))
                    .and(" AND " + inner.get(i) + " <= ?", bounds.get(i));
        }
        String row = "(" + String.join(", ", inner) + ")";
        String marks = "(" + String.join(", ", Collections.nCopies(inner.size(), "?")) + ")";
        sql.and(" AND " + row + " > " + marks, bounds.toArray()).add(stretch.after());
        return sql.and(" AND " + row + " < " + marks, bounds.toArray()).add(stretch.before());
    }

    /** The first leading column has one value only and orders nothing. */
    @Override
    public String order(Stretch stretch, boolean backwards) {
        String direction = backwards ? " DESC" : "";
        List<String> columns = stretch.columns();
        List<String> inner =
                stretch.leading().isEmpty() ? columns : columns.subList(1, columns.size());
        return String.join(direction + ", ", inner).concat(direction);
    }

    @Override
    public void atKey(Sql sql, String key) {
        sql.and(" AND " + HEAD.formatted("item_key") + " = " + HEAD.formatted("?"), key)
                .and(" AND " + REST.formatted("item_key") + " = " + REST.formatted("?"), key);
    }

    @Override
    public void afterKey(Sql sql, String key) {
        sql.and(" AND " + HEAD.formatted("item_key") + " >= " + HEAD.formatted("?"), key)
                .and(" AND item_key > ?", key);
    }

    @Override
    public String keyOrder() {
        return HEAD.formatted("item_key") + ", item_key";
    }

    @Override
    public void putItem(Batch batch, Sql insert, Sql overwrite) {
        batch.change(
                insert.and(" ON CONFLICT (store, owner_domain, owner_local, ")
                        .and(HEAD.formatted("item_key") + ", " + REST.formatted("item_key"))
                        .and(") DO UPDATE SET revision = EXCLUDED.revision,")
                        .and(" version = EXCLUDED.version, body = EXCLUDED.body"));
    }

    @Override
    public Sql unlessThere(Sql insert) {
        return insert.and(" ON CONFLICT DO NOTHING");
    }

    @Override
    public String refusal(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        String what =
                switch (state) {
                    case WRONG_PASSWORD, NO_AUTHORIZATION ->
                            "does not let %s in; see io.stoa.storage.jdbc:user and passwordFile"
                                    .formatted(settings.user().isEmpty() ? "us" : settings.user());
                    case NO_DATABASE ->
                            "does not exist; make it: CREATE DATABASE … OWNER %s ENCODING 'UTF8'"
                                    .formatted(settings.user());
                    default -> "cannot be opened";
                };
        return "the database at %s %s: %s".formatted(settings.url(), what, failure.getMessage());
    }

    @Override
    public boolean missingTable(SQLException failure) {
        return NO_TABLE.equals(failure.getSQLState());
    }

    @Override
    public void close() {
        // it lives in other processes
    }
}
