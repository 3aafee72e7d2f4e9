package io.stoa.storage;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.SortedMap;

/**
 * Tells which stores there are and who can read them. A plan to go back to older code asks before
 * it touches anything: code whose {@link StoreSpec#version} is lower than what is stored is refused
 * with {@link StoreVersionException}. Every {@link Storage} is also this. Thread-safe; may block.
 */
@ConsumerType
public interface SchemaVersions {

    /**
     * Returns the newest version that was ever written to each store, by the name of the store. It
     * is asked anew each time: other processes may write, too.
     */
    SortedMap<String, Integer> stored();
}
