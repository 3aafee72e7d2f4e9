package io.stoa.core.session;

import io.stoa.core.session.Saved.Batch;
import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/** A storage in memory to whose logs nothing can be appended at times. */
final class FragileStorage implements Storage {

    private static final int ALL = 20_000;

    private final Storage whole = new MemoryStorage();
    private boolean broken;

    void broken(boolean now) {
        broken = now;
    }

    /** What is in the sessions' journal. */
    List<Log.Entry<Batch>> journal() {
        return whole.log(BatchCodec.STORE).find(Journal.OWNER, Log.Query.first(ALL)).entries();
    }

    /** Another one with the same journal. */
    FragileStorage copy() {
        FragileStorage copy = new FragileStorage();
        Log<Batch> log = copy.whole.log(BatchCodec.STORE);
        journal().forEach(it -> log.append(Journal.OWNER, it.time(), it.with(), it.value()));
        return copy;
    }

    @Override
    public <V> Documents<V> documents(StoreSpec<V> spec) {
        return whole.documents(spec);
    }

    @Override
    public <V> Items<V> items(StoreSpec<V> spec) {
        return whole.items(spec);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> Log<V> log(StoreSpec<V> spec) {
        Log<V> log = whole.log(spec);
        return (Log<V>)
                Proxy.newProxyInstance(
                        Log.class.getClassLoader(),
                        new Class<?>[] {Log.class},
                        (self, method, arguments) -> {
                            if (broken && method.getName().equals("append")) {
                                throw new StorageException("broken");
                            }
                            try {
                                return method.invoke(log, arguments);
                            } catch (InvocationTargetException failure) {
                                throw failure.getCause();
                            }
                        });
    }

    @Override
    public void erase(BareJid owner) {
        whole.erase(owner);
    }
}
