package io.stoa.auth.internal;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Storage in memory that counts how often a document is read and changed. */
final class CountingStorage implements Storage {

    private final Storage memory = new MemoryStorage();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger changes = new AtomicInteger();

    int reads() {
        return reads.get();
    }

    int changes() {
        return changes.get();
    }

    @Override
    public <V> Documents<V> documents(StoreSpec<V> spec) {
        return new Counting<>(memory.documents(spec));
    }

    @Override
    public <V> Items<V> items(StoreSpec<V> spec) {
        return memory.items(spec);
    }

    @Override
    public <V> Log<V> log(StoreSpec<V> spec) {
        return memory.log(spec);
    }

    @Override
    public void erase(BareJid owner) {
        memory.erase(owner);
    }

    private final class Counting<V> implements Documents<V> {

        private final Documents<V> documents;

        Counting(Documents<V> documents) {
            this.documents = documents;
        }

        @Override
        public Optional<V> get(BareJid owner) {
            reads.incrementAndGet();
            return documents.get(owner);
        }

        @Override
        public void update(BareJid owner, UnaryOperator<Optional<V>> change) {
            changes.incrementAndGet();
            documents.update(owner, change);
        }

        @Override
        public List<BareJid> owners(String domain, String after, int limit) {
            return documents.owners(domain, after, limit);
        }
    }
}
