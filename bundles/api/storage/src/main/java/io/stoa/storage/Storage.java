package io.stoa.storage;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps what must outlive the process, in three shapes. When a writing method has returned, the
 * data is durable. Thread-safe; every method may block and may throw {@link StorageException}.
 */
@ConsumerType
public interface Storage {

    /** Opens a store of one value for each owner. */
    <V> Documents<V> documents(StoreSpec<V> spec);

    /** Opens a store of named values for each owner. */
    <V> Items<V> items(StoreSpec<V> spec);

    /** Opens a store of values in the order of their arrival for each owner. */
    <V> Log<V> log(StoreSpec<V> spec);

    /** Erases everything that any store holds for an owner. */
    void erase(BareJid owner);
}
