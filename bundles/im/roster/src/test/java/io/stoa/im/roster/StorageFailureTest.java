package io.stoa.im.roster;

import static io.stoa.im.roster.RosterFixture.JULIET;
import static io.stoa.im.roster.RosterFixture.ROMEO;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.im.RosterItem;
import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/** What is not stored is neither remembered nor pushed. */
final class StorageFailureTest {

    private final BrittleStorage storage = new BrittleStorage();
    private final TestSession balcony = RosterFixture.session("juliet@example.com/balcony");
    private final RosterBook book =
            new RosterBook(
                    storage,
                    new TestSessions(balcony),
                    Configs.defaults(RosterHandler.Config.class));

    @Test
    void aFailedChangeIsNoChange() {
        book.interest(balcony);
        String version = book.roster(JULIET).version();
        storage.broken = true;

        assertThatThrownBy(
                        () ->
                                book.update(
                                        JULIET,
                                        ROMEO,
                                        item -> Optional.of(RosterItem.blank(ROMEO).listed(true))))
                .isInstanceOf(StorageException.class);

        assertThat(balcony.delivered()).isEmpty();
        assertThat(book.items(JULIET)).isEmpty();
        assertThat(book.roster(JULIET).version()).isEqualTo(version);
    }

    /** The version is written first: a client then asks in vain once, and never keeps old items. */
    @Test
    void afterACrashInBetweenTheVersionIsNewRatherThanTheItem() {
        String version = book.roster(JULIET).version();
        storage.broken = true;
        assertThatThrownBy(
                        () ->
                                book.update(
                                        JULIET,
                                        ROMEO,
                                        item -> Optional.of(RosterItem.blank(ROMEO).listed(true))))
                .isInstanceOf(StorageException.class);

        RosterStore later = new RosterStore(storage);

        assertThat(later.read(JULIET).items()).isEmpty();
        assertThat(later.version(JULIET)).isNotEqualTo(version);
    }

    /** Storage that fails to change items once it is broken. */
    private static final class BrittleStorage implements Storage {

        private final Storage whole = new MemoryStorage();
        private boolean broken;

        @Override
        public <V> Documents<V> documents(StoreSpec<V> spec) {
            return whole.documents(spec);
        }

        @Override
        public <V> Items<V> items(StoreSpec<V> spec) {
            return new BrittleItems<>(whole.items(spec));
        }

        @Override
        public <V> Log<V> log(StoreSpec<V> spec) {
            return whole.log(spec);
        }

        @Override
        public void erase(BareJid owner) {
            whole.erase(owner);
        }

        private final class BrittleItems<V> implements Items<V> {

            private final Items<V> items;

            BrittleItems(Items<V> items) {
                this.items = items;
            }

            @Override
            public Optional<V> get(BareJid owner, String key) {
                return items.get(owner, key);
            }

            @Override
            public SequencedMap<String, V> all(BareJid owner) {
                return items.all(owner);
            }

            @Override
            public SequencedMap<String, V> page(BareJid owner, String after, int limit) {
                return items.page(owner, after, limit);
            }

            @Override
            public int count(BareJid owner) {
                return items.count(owner);
            }

            @Override
            public void put(BareJid owner, String key, V value) {
                update(owner, key, present -> Optional.of(value));
            }

            @Override
            public void update(BareJid owner, String key, UnaryOperator<Optional<V>> change) {
                if (broken) {
                    throw new StorageException("broken");
                }
                items.update(owner, key, change);
            }

            @Override
            public void remove(BareJid owner, String key) {
                update(owner, key, present -> Optional.empty());
            }
        }
    }
}
