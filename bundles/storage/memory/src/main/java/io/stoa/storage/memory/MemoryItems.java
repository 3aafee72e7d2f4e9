package io.stoa.storage.memory;

import io.stoa.jid.BareJid;
import io.stoa.storage.Items;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** Named values for each owner, in memory. */
final class MemoryItems<V> implements Items<V> {

    private static final int LONGEST_KEY = 3071;

    private final CellTable table;
    private final Values<V> values;
    private final Cells<V> cells;

    MemoryItems(CellTable table, Values<V> values) {
        this.table = table;
        this.values = values;
        this.cells = new Cells<>(table, values);
    }

    @Override
    public Optional<V> get(BareJid owner, String key) {
        return cells.get(owner, key);
    }

    @Override
    public SequencedMap<String, V> all(BareJid owner) {
        return page(owner, "", Integer.MAX_VALUE);
    }

    @Override
    public SequencedMap<String, V> page(BareJid owner, String after, int limit) {
        NavigableMap<String, Encoded> rows = table.rows(owner);
        NavigableMap<String, Encoded> rest = after.isEmpty() ? rows : rows.tailMap(after, false);
        SequencedMap<String, V> page = new LinkedHashMap<>();
        rest.entrySet().stream()
                .limit(limit)
                .forEach(row -> page.put(row.getKey(), values.decode(row.getValue())));
        return Collections.unmodifiableSequencedMap(page);
    }

    @Override
    public int count(BareJid owner) {
        return table.rows(owner).size();
    }

    @Override
    public void put(BareJid owner, String key, V value) {
        table.put(owner, checked(key), values.encode(value));
    }

    @Override
    public void update(BareJid owner, String key, UnaryOperator<Optional<V>> change) {
        cells.update(owner, checked(key), change);
    }

    @Override
    public void remove(BareJid owner, String key) {
        table.remove(owner, key);
    }

    private static String checked(String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new IllegalArgumentException(
                    "a key may have %d bytes at most".formatted(LONGEST_KEY));
        }
        return key;
    }
}
