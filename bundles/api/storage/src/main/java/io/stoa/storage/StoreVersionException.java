package io.stoa.storage;

/**
 * Says that a store was written by newer code than that which asks for it. Nothing was touched; the
 * remedy is to use the newer code again.
 */
public final class StoreVersionException extends StorageException {

    private static final long serialVersionUID = 1L;

    private final String store;
    private final int stored;
    private final int known;

    /**
     * Makes an exception.
     *
     * @param store the store
     * @param stored the newest version that was written to it
     * @param known the newest version that the code knows
     */
    public StoreVersionException(String store, int stored, int known) {
        super(
                "store %s was written in version %d; this code knows versions up to %d"
                        .formatted(store, stored, known));
        this.store = store;
        this.stored = stored;
        this.known = known;
    }

    /** Returns the name of the store. */
    public String store() {
        return store;
    }

    /** Returns the newest version that was written to it. */
    public int stored() {
        return stored;
    }

    /** Returns the newest version that the code knows. */
    public int known() {
        return known;
    }
}
