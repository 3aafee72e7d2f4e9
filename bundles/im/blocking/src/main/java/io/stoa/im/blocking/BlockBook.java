package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.im.BlockLists;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Codec;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All block lists: the store, and those in use in memory. A change is durable before it is
 * remembered, and one that failed is no change. Thread-safe.
 */
@Component(
        configurationPid = "io.stoa.im.blocking",
        service = {BlockBook.class, BlockLists.class, AccountListener.class})
public final class BlockBook implements BlockLists, AccountListener {

    static final StoreSpec<BlockList> STORE =
            new StoreSpec<>(
                    "blocking",
                    1,
                    new Codec<>(
                            BlockList::toElement, (element, version) -> BlockList.from(element)));

    private static final int LOCKS = 64;

    private final Documents<BlockList> lists;
    private final BlockCache cache;
    private final int limit;
    // one for several accounts: between reading a list and remembering it nobody may change it
    private final List<Lock> locks =
            Stream.<Lock>generate(ReentrantLock::new).limit(LOCKS).toList();

    /** Opens the store. */
    @Activate
    public BlockBook(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Sessions sessions,
            BlockingHandler.Config config) {
        this.lists = storage.documents(STORE);
        this.cache = new BlockCache(sessions, config.cachedLists());
        this.limit = config.items();
    }

    @Override
    public boolean blocks(BareJid account, Jid other) {
        // §6: never between the resources of one account, whatever the list says
        return !other.bare().equals(account) && list(account).blocks(other);
    }

    @Override
    public boolean ready(BareJid account) {
        return cache.get(account).isPresent();
    }

    BlockList list(BareJid account) {
        Optional<BlockList> known = cache.get(account);
        return known.isPresent() ? known.get() : read(account);
    }

    private BlockList read(BareJid account) {
        Lock lock = lock(account);
        lock.lock();
        try {
            // somebody may have read it meanwhile
            Optional<BlockList> known = cache.get(account);
            if (known.isPresent()) {
                return known.get();
            }
            BlockList list = lists.get(account).orElse(BlockList.EMPTY);
            cache.put(account, list);
            return list;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes a list.
     *
     * @return the list as it was before
     * @throws StanzaException with {@code resource-constraint} when it would become longer than
     *     allowed
     */
    BlockList change(BareJid account, UnaryOperator<BlockList> how) {
        Lock lock = lock(account);
        lock.lock();
        try {
            BlockList before = list(account);
            BlockList after = how.apply(before);
            if (after.size() > before.size() && after.size() > limit) {
                throw new StanzaException(
                        StanzaError.of(
                                Condition.RESOURCE_CONSTRAINT,
                                "a block list has at most " + limit + " items"));
            }
            if (!after.equals(before)) {
                lists.update(account, stored -> Optional.of(after).filter(it -> it.size() > 0));
                cache.put(account, after);
            }
            return before;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void removed(BareJid account) {
        cache.remove(account);
    }

    private Lock lock(BareJid account) {
        return locks.get(Math.floorMod(account.hashCode(), LOCKS));
    }
}
