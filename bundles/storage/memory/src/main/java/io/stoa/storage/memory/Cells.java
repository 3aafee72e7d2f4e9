package io.stoa.storage.memory;

import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads and changes single values of a table. */
final class Cells<V> {

    private final CellTable table;
    private final Values<V> values;

    Cells(CellTable table, Values<V> values) {
        this.table = table;
        this.values = values;
    }

    Optional<V> get(BareJid owner, String key) {
        return Optional.ofNullable(table.rows(owner).get(key)).map(values::decode);
    }

    /** Applies a change to what is there and tries again until nobody came between. */
    void update(BareJid owner, String key, UnaryOperator<Optional<V>> change) {
        boolean done = false;
        while (!done) {
            @Nullable Encoded present = table.rows(owner).get(key);
            Optional<V> wanted = change.apply(Optional.ofNullable(present).map(values::decode));
            done = table.swap(owner, key, present, wanted.map(values::encode).orElse(null));
        }
    }
}
