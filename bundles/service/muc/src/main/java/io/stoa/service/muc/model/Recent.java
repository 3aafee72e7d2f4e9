package io.stoa.service.muc.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happened lately: the oldest is forgotten when there is too much. Not thread-safe.
 *
 * @param <K> by what it is found
 * @param <V> what it is
 */
public final class Recent<K, V> {

    private final LinkedHashMap<K, V> values = new LinkedHashMap<>();
    private final int limit;

    Recent(int limit) {
        this.limit = limit;
    }

    /** Remembers something. */
    public void put(K key, V value) {
        values.sequencedKeySet().remove(key);
        values.putLast(key, value);
        if (values.size() > limit) {
            values.pollFirstEntry();
        }
    }

    /** Returns all, the oldest first. */
    public Map<K, V> all() {
        return new LinkedHashMap<>(values);
    }

    /** Forgets all. */
    void clear() {
        values.clear();
    }

    /** Takes what is remembered. */
    public Optional<V> take(K key) {
        return Optional.ofNullable(values.remove(key));
    }
}
