package io.stoa.storage.jdbc;

import io.stoa.jid.BareJid;
import io.stoa.storage.Items;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Sql;
import io.stoa.storage.jdbc.values.Body;
import io.stoa.storage.jdbc.values.Values;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** Named values for each owner, in {@code stoa_items}. */
final class JdbcItems<V> implements Items<V> {

    private static final int LONGEST_KEY = 3071;

    private final Engine engine;
    private final String store;
    private final Values<V> values;
    private final Cells<V> cells;

    JdbcItems(Engine engine, String store, Values<V> values) {
        this.engine = engine;
        this.store = store;
        this.values = values;
        this.cells = new Cells<>(engine, values);
    }

    @Override
    public Optional<V> get(BareJid owner, String key) {
        return cells.get(cell(owner, key));
    }

    @Override
    public SequencedMap<String, V> all(BareJid owner) {
        return read(rows(owner).and(" ORDER BY " + dialect().keyOrder()));
    }

    @Override
    public SequencedMap<String, V> page(BareJid owner, String after, int limit) {
        Sql rows = rows(owner);
        if (!after.isEmpty()) {
            dialect().afterKey(rows, Columns.marked(after));
        }
        String order = " ORDER BY " + dialect().keyOrder();
        return read(rows.and(order + " FETCH FIRST ? ROWS ONLY", limit));
    }

    @Override
    public int count(BareJid owner) {
        Sql sql = Columns.where(Sql.of("SELECT COUNT(*) FROM stoa_items"), store, owner);
        return engine.database().read(c -> sql.first(c, row -> row.getInt(1))).orElse(0);
    }

    @Override
    public void put(BareJid owner, String key, V value) {
        cells.put(cell(owner, checked(key)), value);
    }

    @Override
    public void update(BareJid owner, String key, UnaryOperator<Optional<V>> change) {
        cells.update(cell(owner, checked(key)), change);
    }

    @Override
    public void remove(BareJid owner, String key) {
        cells.remove(cell(owner, key));
    }

    private Cell cell(BareJid owner, String key) {
        return Cell.item(store, owner, key);
    }

    private Dialect dialect() {
        return engine.database().dialect();
    }

    private Sql rows(BareJid owner) {
        return Columns.where(
                Sql.of("SELECT item_key, version, body FROM stoa_items"), store, owner);
    }

    private SequencedMap<String, V> read(Sql sql) {
        SequencedMap<String, V> page = new LinkedHashMap<>();
        engine.database()
                .read(
                        c ->
                                sql.list(
                                        c,
                                        row ->
                                                Keyed.of(
                                                        row.getString(1),
                                                        row.getInt(2),
                                                        row.getBytes(3))))
                .forEach(found -> page.put(found.key(), values.decode(found.body())));
        return Collections.unmodifiableSequencedMap(page);
    }

    private static String checked(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "a key may have %d bytes at most".formatted(LONGEST_KEY));
        }
        return key;
    }

    private record Keyed(String key, Body body) {

        private static Keyed of(String column, int version, byte[] bytes) {
            return new Keyed(Columns.unmarked(column), new Body(version, bytes));
        }
    }
}
