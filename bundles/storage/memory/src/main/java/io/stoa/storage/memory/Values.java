package io.stoa.storage.memory;

import io.stoa.storage.StoreSpec;
import io.stoa.storage.StoreVersionException;

/** Turns the values of one store into what is kept, and back. */
final class Values<V> {

    private final StoreSpec<V> spec;
    private final Table table;

    Values(StoreSpec<V> spec, Table table) {
        this.spec = spec;
        this.table = table;
    }

    Encoded encode(V value) {
        Encoded encoded = new Encoded(spec.version(), spec.codec().write().apply(value));
        table.written(spec.version());
        return encoded;
    }

    V decode(Encoded encoded) {
        if (encoded.version() > spec.version()) {
            throw new StoreVersionException(spec.name(), encoded.version(), spec.version());
        }
        return spec.codec().read().apply(encoded.body(), encoded.version());
    }
}
