package io.stoa.storage;

/**
 * Declares a store: this is the schema.
 *
 * @param name a name unique in the server, such as {@code roster}: lower-case letters, digits and
 *     {@code -}, at most 60 characters
 * @param version the version of the values written, from 1; older values are migrated when read
 * @param codec writes the current version and reads every version up to it
 * @param <V> the type of the values
 */
public record StoreSpec<V>(String name, int version, Codec<V> codec) {

    /** Checks the name and the version. */
    public StoreSpec {
        if (!name.matches("[a-z][a-z0-9-]{0,59}")) {
            throw new IllegalArgumentException("not a store's name: " + name);
        }
        if (version < 1) {
            throw new IllegalArgumentException("versions begin with 1: " + version);
        }
    }
}
