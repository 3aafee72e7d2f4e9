package io.stoa.storage;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/**
 * Named values for each owner. Thread-safe; may block.
 *
 * @param <V> the type of the values
 */
@ConsumerType
public interface Items<V> {

    /** Returns one value. */
    Optional<V> get(BareJid owner, String key);

    /** Returns the owner's values in the order of their keys. */
    SequencedMap<String, V> all(BareJid owner);

    /**
     * Returns the owner's values in the order of their keys, one page at a time.
     *
     * @param after what comes after this key; "" for the beginning
     * @param limit at most so many
     */
    SequencedMap<String, V> page(BareJid owner, String after, int limit);

    /** Returns how many values the owner has. */
    int count(BareJid owner);

    /**
     * Keeps a value under a key.
     *
     * @throws IllegalArgumentException when the key has more than 3071 bytes in UTF-8
     */
    void put(BareJid owner, String key, V value);

    /** Changes one value in one transaction; see {@link Documents#update}. */
    void update(BareJid owner, String key, UnaryOperator<Optional<V>> change);

    /** Removes one value, if there is one. */
    void remove(BareJid owner, String key);
}
