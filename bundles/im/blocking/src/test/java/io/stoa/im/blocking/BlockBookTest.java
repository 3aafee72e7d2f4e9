package io.stoa.im.blocking;

import static io.stoa.im.blocking.Verona.JULIET;
import static io.stoa.im.blocking.Verona.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.TestSessions;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

final class BlockBookTest {

    private final BrittleStorage storage = new BrittleStorage();
    private final Verona verona = new Verona(storage, Map.of());

    @Test
    void aListOutlivesTheBundle() {
        verona.block("romeo@montague.example");

        assertThat(new Verona(storage, Map.of()).book.blocks(JULIET, ROMEO)).isTrue();
    }

    @Test
    void anUnblockedListIsNoDocument() {
        verona.block("romeo@montague.example");
        verona.unblock();

        assertThat(storage.documents(BlockBook.STORE).get(JULIET)).isEmpty();
    }

    @Test
    void whatIsNotStoredIsNeitherInForceNorTold() {
        verona.get();
        storage.broken = true;

        assertThatThrownBy(() -> verona.block("romeo@montague.example"))
                .isInstanceOf(StorageException.class);
        assertThat(verona.book.blocks(JULIET, ROMEO)).isFalse();
        assertThat(verona.balcony.delivered()).isEmpty();
    }

    /** The bus answers the exception with an error of type wait: fail closed. */
    @Test
    void aListThatCannotBeReadIsNotTakenForAnEmptyOne() {
        storage.broken = true;

        assertThatThrownBy(() -> verona.book.blocks(JULIET, ROMEO))
                .isInstanceOf(StorageException.class);
        storage.broken = false;
        assertThat(verona.book.blocks(JULIET, ROMEO)).isFalse();
    }

    @Test
    void onceReadAListIsAskedWithoutTheStore() {
        verona.block("romeo@montague.example");
        storage.broken = true;

        assertThat(verona.book.blocks(JULIET, ROMEO)).isTrue();
    }

    @Test
    void memoryIsBoundedAndPrefersWhoIsConnected() {
        Verona small = new Verona(storage, Map.of("cachedLists", 10));
        small.book.list(JULIET);
        for (int i = 0; i < 100; i++) {
            small.book.list(BareJid.parse("stranger" + i + "@capulet.example"));
        }

        assertThat(small.book.ready(JULIET)).isTrue();
        List<Boolean> ready =
                IntStream.range(0, 100)
                        .mapToObj(i -> BareJid.parse("stranger" + i + "@capulet.example"))
                        .map(small.book::ready)
                        .filter(it -> it)
                        .toList();
        assertThat(ready).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void memoryIsBoundedAlsoWhenEverybodyIsConnected() {
        BlockCache cache =
                new BlockCache(
                        new TestSessions(
                                Verona.session("a@capulet.example/x"),
                                Verona.session("b@capulet.example/x"),
                                Verona.session("c@capulet.example/x")),
                        2);
        for (String account : Set.of("a", "b", "c")) {
            cache.put(BareJid.parse(account + "@capulet.example"), BlockList.EMPTY);
        }

        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void anErasedAccountBlocksNobody() {
        verona.block("romeo@montague.example");
        storage.erase(JULIET);
        verona.book.removed(JULIET);

        assertThat(verona.book.blocks(JULIET, ROMEO)).isFalse();
    }

    /** Storage whose documents fail once it is broken. */
    private static final class BrittleStorage implements Storage {

        private final Storage whole = new MemoryStorage();
        private boolean broken;

        @Override
        public <V> Documents<V> documents(StoreSpec<V> spec) {
            Documents<V> documents = whole.documents(spec);
            return new Documents<>() {
                @Override
                public Optional<V> get(BareJid owner) {
                    check();
                    return documents.get(owner);
                }

                @Override
                public void update(BareJid owner, UnaryOperator<Optional<V>> change) {
                    check();
                    documents.update(owner, change);
                }

                @Override
                public List<BareJid> owners(String domain, String after, int limit) {
                    return documents.owners(domain, after, limit);
                }
            };
        }

        private void check() {
            if (broken) {
                throw new StorageException("broken");
            }
        }

        @Override
        public <V> Items<V> items(StoreSpec<V> spec) {
            return whole.items(spec);
        }

        @Override
        public <V> Log<V> log(StoreSpec<V> spec) {
            return whole.log(spec);
        }

        @Override
        public void erase(BareJid owner) {
            whole.erase(owner);
        }
    }
}
