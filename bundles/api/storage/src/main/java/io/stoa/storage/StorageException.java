package io.stoa.storage;

/**
 * Says that the store did not answer or could not keep a value. A stanza that needed it is answered
 * with {@code internal-server-error}, type {@code wait}.
 */
public sealed class StorageException extends RuntimeException permits StoreVersionException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with its cause. */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Makes an exception. */
    public StorageException(String message) {
        super(message);
    }
}
