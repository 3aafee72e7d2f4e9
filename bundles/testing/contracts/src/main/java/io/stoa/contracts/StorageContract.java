package io.stoa.contracts;

/**
 * Everything that a storage back end has to pass. Its test class implements this interface and says
 * which storage is meant; the storage may be shared by all tests of the class.
 *
 * <pre>{@code
 * final class MemoryStorageTest implements StorageContract {
 *     private final Storage storage = new MemoryStorage();
 *
 *     @Override
 *     public Storage storage() {
 *         return storage;
 *     }
 * }
 * }</pre>
 */
public interface StorageContract
        extends DocumentsContract,
                ItemsContract,
                LogContract,
                LogQueryContract,
                LogPagingContract,
                LogTagContract,
                EraseContract,
                VersionContract {}
