package io.stoa.storage.memory;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.SchemaVersions;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Component;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Storage that is gone when the component stops. Values are kept as elements with their version,
 * never as objects of a feature's classes, so a feature can be replaced while its data stays.
 * Thread-safe. It ranks below every durable storage.
 */
@Component(property = "service.ranking:Integer=-100")
public final class MemoryStorage implements Storage, SchemaVersions {

    private final ConcurrentHashMap<String, Table> tables = new ConcurrentHashMap<>();

    @Override
    public <V> Documents<V> documents(StoreSpec<V> spec) {
        CellTable table = table(spec, CellTable.class, () -> new CellTable("documents"));
        return new MemoryDocuments<>(table, new Values<>(spec, table));
    }

    @Override
    public <V> Items<V> items(StoreSpec<V> spec) {
        CellTable table = table(spec, CellTable.class, () -> new CellTable("items"));
        return new MemoryItems<>(table, new Values<>(spec, table));
    }

    @Override
    public <V> Log<V> log(StoreSpec<V> spec) {
        LogTable table = table(spec, LogTable.class, () -> new LogTable("log"));
        return new MemoryLog<>(table, new Values<>(spec, table));
    }

    @Override
    public void erase(BareJid owner) {
        tables.values().forEach(table -> table.erase(owner));
    }

    @Override
    public SortedMap<String, Integer> stored() {
        SortedMap<String, Integer> versions = new TreeMap<>();
        tables.forEach(
                (name, table) -> {
                    if (table.newest() > 0) {
                        versions.put(name, table.newest());
                    }
                });
        return versions;
    }

    private <T extends Table> T table(StoreSpec<?> spec, Class<T> type, Supplier<T> empty) {
        T fresh = empty.get();
        Table table = tables.computeIfAbsent(spec.name(), name -> fresh);
        if (!table.shape().equals(fresh.shape())) {
            throw new StorageException(
                    "store %s holds %s, not %s"
                            .formatted(spec.name(), table.shape(), fresh.shape()));
        }
        table.check(spec);
        return type.cast(table);
    }
}
