package io.stoa.storage.memory;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.memory.LogTable.Row;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Values in the order of their arrival, in memory. Ids are 16 hexadecimal digits. */
final class MemoryLog<V> implements Log<V> {

    private static final HexFormat HEX = HexFormat.of();
    private static final int DIGITS = 16;

    private final LogTable table;
    private final Values<V> values;

    MemoryLog(LogTable table, Values<V> values) {
        this.table = table;
        this.values = values;
    }

    @Override
    public String append(BareJid owner, Instant time, Jid with, String tag, V value) {
        Row row = new Row(time.truncatedTo(ChronoUnit.MICROS), with, tag, values.encode(value));
        return HEX.toHexDigits(table.append(owner, row));
    }

    @Override
    public Optional<Entry<V>> get(BareJid owner, String id) {
        OptionalLong number = number(id);
        return number.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(table.rows(owner).get(number.getAsLong()))
                        .map(row -> entry(number.getAsLong(), row));
    }

    @Override
    public Optional<Entry<V>> tagged(BareJid owner, BareJid with, String tag) {
        return table.rows(owner).descendingMap().entrySet().stream()
                .filter(row -> !tag.isEmpty() && row.getValue().tag().equals(tag))
                .filter(row -> row.getValue().with().bare().equals(with))
                .findFirst()
                .map(row -> entry(row.getKey(), row.getValue()));
    }

    @Override
    public Page<V> find(BareJid owner, Query query) {
        List<Entry<V>> found =
                selected(owner, query)
                        .limit(query.limit() + 1L)
                        .map(row -> entry(row.getKey(), row.getValue()))
                        .toList();
        boolean complete = found.size() <= query.limit();
        List<Entry<V>> page = complete ? found : found.subList(0, query.limit());
        return new Page<>(query.backwards() ? page.reversed() : page, complete);
    }

    @Override
    public int count(BareJid owner, Query query) {
        return (int) selected(owner, query).limit(query.limit()).count();
    }

    @Override
    public boolean replace(BareJid owner, String id, V value) {
        OptionalLong number = number(id);
        if (number.isEmpty()) {
            return false;
        }
        Encoded encoded = values.encode(value);
        return table.rows(owner)
                        .computeIfPresent(number.getAsLong(), (key, row) -> row.with(encoded))
                != null;
    }

    @Override
    public boolean remove(BareJid owner, String id) {
        OptionalLong number = number(id);
        return number.isPresent() && table.rows(owner).remove(number.getAsLong()) != null;
    }

    @Override
    public int purge(BareJid owner, Instant before, int limit) {
        NavigableMap<Long, Row> rows = table.rows(owner);
        List<Long> old =
                rows.entrySet().stream()
                        .filter(row -> row.getValue().time().isBefore(before))
                        .limit(limit)
                        .map(Map.Entry::getKey)
                        .toList();
        return (int) old.stream().filter(id -> rows.remove(id) != null).count();
    }

    private Entry<V> entry(long id, Row row) {
        return new Entry<>(HEX.toHexDigits(id), row.time(), row.with(), values.decode(row.value()));
    }

    private Stream<Map.Entry<Long, Row>> selected(BareJid owner, Query query) {
        return range(table.rows(owner), query).entrySet().stream()
                .filter(row -> selects(query, row.getValue()));
    }

    /** Returns the rows between the bounds, in the direction of the paging. */
    private static NavigableMap<Long, Row> range(NavigableMap<Long, Row> all, Query query) {
        long after = query.after().map(id -> number(id).orElse(Long.MAX_VALUE)).orElse(0L);
        long before = query.before().map(id -> number(id).orElse(0L)).orElse(Long.MAX_VALUE);
        NavigableMap<Long, Row> rows =
                after < before
                        ? all.subMap(after, false, before, false)
                        : all.subMap(0L, false, 0L, false);
        return query.backwards() ? rows.descendingMap() : rows;
    }

    private static boolean selects(Query query, Row row) {
        return query.with().map(with -> matches(with, row.with())).orElse(true)
                && query.start().map(start -> !row.time().isBefore(start)).orElse(true)
                && query.end().map(end -> !row.time().isAfter(end)).orElse(true);
    }

    private static boolean matches(Jid wanted, Jid present) {
        return wanted.equals(present)
                || (wanted.resource().isEmpty() && wanted.equals(present.bare()));
    }

    /** Reads an id; empty for a text that never was one. */
    private static OptionalLong number(String id) {
        if (id.length() != DIGITS || !id.chars().allMatch(HexFormat::isHexDigit)) {
            return OptionalLong.empty();
        }
        long number = HexFormat.fromHexDigitsToLong(id);
        return number > 0 && HEX.toHexDigits(number).equals(id)
                ? OptionalLong.of(number)
                : OptionalLong.empty();
    }
}
