package io.stoa.storage.memory;

import io.stoa.contracts.StorageContract;
import io.stoa.storage.Storage;

final class MemoryStorageTest implements StorageContract {

    private final Storage storage = new MemoryStorage();

    @Override
    public Storage storage() {
        return storage;
    }
}
