package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;
import io.stoa.storage.SchemaVersions;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.StoreVersionException;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/** What happens when the version of a store changes. */
public interface VersionContract extends StorageUnderTest {

    /** Older documents. */
    @Test
    default void anOlderDocumentIsReadByItsVersionAndRewrittenWhenItChanges() {
        String name = StorageUnderTest.texts().name();
        Documents<String> old = storage().documents(StorageUnderTest.texts(name, 1));
        old.update(JULIET, present -> Optional.of("text"));

        Documents<String> documents = storage().documents(StorageUnderTest.texts(name, 3));

        assertThat(documents.get(JULIET)).contains("text of version 1");
        documents.update(JULIET, present -> present);
        assertThat(documents.get(JULIET)).contains("text of version 1");
        assertThat(storage().documents(StorageUnderTest.texts(name, 4)).get(JULIET))
                .contains("text of version 1 of version 3");
    }

    /** Older items. */
    @Test
    default void olderItemsAreReadByTheirVersions() {
        String name = StorageUnderTest.texts().name();
        storage().items(StorageUnderTest.texts(name, 1)).put(JULIET, "a", "one");
        Items<String> items = storage().items(StorageUnderTest.texts(name, 2));
        items.put(JULIET, "b", "two");

        assertThat(items.get(JULIET, "a")).contains("one of version 1");
        assertThat(items.all(JULIET))
                .containsEntry("a", "one of version 1")
                .containsEntry("b", "two");
        items.update(JULIET, "a", present -> present);
        assertThat(storage().items(StorageUnderTest.texts(name, 3)).get(JULIET, "a"))
                .contains("one of version 1 of version 2");
    }

    /** Older entries. */
    @Test
    default void olderEntriesAreReadByTheirVersions() {
        String name = StorageUnderTest.texts().name();
        String first =
                storage()
                        .log(StorageUnderTest.texts(name, 1))
                        .append(JULIET, LogContract.DAWN, ROMEO, "one");
        Log<String> log = storage().log(StorageUnderTest.texts(name, 2));
        log.append(JULIET, LogContract.DAWN, ROMEO, "two");

        assertThat(log.get(JULIET, first).orElseThrow().value()).isEqualTo("one of version 1");
        assertThat(log.find(JULIET, Log.Query.first(2)).entries())
                .extracting(Log.Entry::value)
                .containsExactly("one of version 1", "two");
        log.replace(JULIET, first, "gone");
        assertThat(log.get(JULIET, first).orElseThrow().value()).isEqualTo("gone");
    }

    /** A store from the future. */
    @Test
    default void aStoreThatNewerCodeHasWrittenIsRefused() {
        String name = StorageUnderTest.texts().name();
        StoreSpec<String> older = StorageUnderTest.texts(name, 1);
        Documents<String> openedBefore = storage().documents(older);
        storage()
                .documents(StorageUnderTest.texts(name, 2))
                .update(JULIET, present -> Optional.of("new"));

        assertThatThrownBy(() -> storage().documents(older))
                .isInstanceOf(StoreVersionException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("version 2")
                .hasMessageContaining("up to 1");
        assertThatThrownBy(() -> openedBefore.get(JULIET))
                .isInstanceOf(StoreVersionException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("version 2");
    }

    /** An update that is too old, in every shape: nothing of what is there changes. */
    @Test
    default void codeThatIsTooOldChangesNothing() {
        String name = StorageUnderTest.texts().name();
        Items<String> opened = storage().items(StorageUnderTest.texts(name, 1));
        storage().items(StorageUnderTest.texts(name, 2)).put(JULIET, "a", "new");

        assertThatThrownBy(() -> opened.update(JULIET, "a", present -> Optional.of("old")))
                .isInstanceOf(StoreVersionException.class);

        assertThat(storage().items(StorageUnderTest.texts(name, 2)).all(JULIET))
                .containsExactly(Map.entry("a", "new"));
    }

    /** What a plan asks for. */
    @Test
    default void theVersionsThatWereWrittenAreTold() {
        StoreSpec<String> written = StorageUnderTest.texts(StorageUnderTest.texts().name(), 3);
        StoreSpec<String> opened = StorageUnderTest.texts();
        SchemaVersions versions = (SchemaVersions) storage();
        storage().log(opened);
        storage().log(written).append(JULIET, LogContract.DAWN, ROMEO, "one");

        assertThat(versions.stored())
                .containsEntry(written.name(), 3)
                .doesNotContainKey(opened.name());

        storage()
                .log(StorageUnderTest.texts(written.name(), 4))
                .append(JULIET, LogContract.DAWN, ROMEO, "two");
        storage().erase(JULIET);
        assertThat(versions.stored()).containsEntry(written.name(), 4);
    }

    /** A look from the future. */
    @Test
    default void openingAStoreWithNewerCodeWithoutWritingLocksNobodyOut() {
        String name = StorageUnderTest.texts().name();
        storage().items(StorageUnderTest.texts(name, 1)).put(JULIET, "a", "one");

        assertThat(storage().items(StorageUnderTest.texts(name, 2)).count(JULIET)).isEqualTo(1);

        assertThat(storage().items(StorageUnderTest.texts(name, 1)).get(JULIET, "a"))
                .contains("one");
    }

    /** Another shape. */
    @Test
    default void aStoreHasOneShape() {
        StoreSpec<String> spec = StorageUnderTest.texts();
        storage().items(spec).put(JULIET, "a", "one");

        assertThatThrownBy(() -> storage().documents(spec))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(spec.name())
                .hasMessageContaining("items");
        assertThatThrownBy(() -> storage().log(spec)).isInstanceOf(StorageException.class);
    }
}
