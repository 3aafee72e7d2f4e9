package io.stoa.storage.memory;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One value for each owner, in memory. */
final class MemoryDocuments<V> implements Documents<V> {

    private static final String KEY = "";

    private final CellTable table;
    private final Cells<V> cells;

    MemoryDocuments(CellTable table, Values<V> values) {
        this.table = table;
        this.cells = new Cells<>(table, values);
    }

    @Override
    public Optional<V> get(BareJid owner) {
        return cells.get(owner, KEY);
    }

    @Override
    public void update(BareJid owner, UnaryOperator<Optional<V>> change) {
        cells.update(owner, KEY, change);
    }

    @Override
    public List<BareJid> owners(String domain, String after, int limit) {
        return table.owners().stream()
                .filter(owner -> owner.domain().equals(domain))
                .filter(owner -> after.isEmpty() || owner.local().compareTo(after) > 0)
                .sorted(Comparator.comparing(BareJid::local))
                .limit(limit)
                .toList();
    }
}
