package io.stoa.storage.memory;

import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Values by owner and key; a document is the value under the key "". Readers go on while an owner's
 * rows change; two writers of one owner come one after the other. Thread-safe.
 */
final class CellTable extends Table {

    private final ConcurrentHashMap<BareJid, ConcurrentSkipListMap<String, Encoded>> owners =
            new ConcurrentHashMap<>();

    CellTable(String shape) {
        super(shape);
    }

    NavigableMap<String, Encoded> rows(BareJid owner) {
        @Nullable NavigableMap<String, Encoded> rows = owners.get(owner);
        return rows == null ? Collections.emptyNavigableMap() : rows;
    }

    List<BareJid> owners() {
        return List.copyOf(owners.keySet());
    }

    void put(BareJid owner, String key, Encoded value) {
        owners.compute(owner, (jid, rows) -> with(rows, key, value));
    }

    void remove(BareJid owner, String key) {
        owners.computeIfPresent(owner, (jid, rows) -> with(rows, key, null));
    }

    /**
     * Replaces a value if it is still the one expected.
     *
     * @param expected the value that was read, null when there was none
     * @param value the new value, null to remove it
     * @return whether it was replaced
     */
    boolean swap(BareJid owner, String key, @Nullable Encoded expected, @Nullable Encoded value) {
        boolean[] swapped = new boolean[1];
        owners.compute(
                owner,
                (jid, rows) -> {
                    Encoded present = rows == null ? null : rows.get(key);
                    swapped[0] = present == expected;
                    return swapped[0] ? with(rows, key, value) : rows;
                });
        return swapped[0];
    }

    @Override
    void erase(BareJid owner) {
        owners.remove(owner);
    }

    private static @Nullable ConcurrentSkipListMap<String, Encoded> with(
            @Nullable ConcurrentSkipListMap<String, Encoded> present,
            String key,
            @Nullable Encoded value) {
        ConcurrentSkipListMap<String, Encoded> rows =
                present == null ? new ConcurrentSkipListMap<>() : present;
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, value);
        }
        return rows.isEmpty() ? null : rows;
    }
}
