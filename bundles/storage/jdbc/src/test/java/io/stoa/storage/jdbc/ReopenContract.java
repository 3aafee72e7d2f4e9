package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.jid.BareJid;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StorageException;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.database.Settings;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a storage knows after it was closed and opened again. */
interface ReopenContract {

    BareJid JULIET = StorageUnderTest.JULIET;
    Instant DAWN = Instant.parse("2026-07-17T05:30:00Z");

    /** Returns what opens the storage. */
    Opened opened();

    /** Returns the database's settings, the same within a test. */
    Settings settings();

    @Test
    default void everythingIsThereAfterReopening() {
        StoreSpec<String> documents = StorageUnderTest.texts("vcard", 1);
        StoreSpec<String> items = StorageUnderTest.texts("roster", 1);
        StoreSpec<String> entries = StorageUnderTest.texts("archive", 1);
        Storage before = opened().open(settings());
        before.documents(documents).update(JULIET, present -> Optional.of("Ω"));
        before.items(items).put(JULIET, "romeo@stoa.example", "both");
        String id = before.log(entries).append(JULIET, DAWN, StorageUnderTest.ROMEO, "hi");
        opened().close();

        Storage after = opened().open(settings());

        assertThat(after.documents(documents).get(JULIET)).contains("Ω");
        assertThat(after.items(items).get(JULIET, "romeo@stoa.example")).contains("both");
        assertThat(after.log(entries).get(JULIET, id))
                .contains(new Log.Entry<>(id, DAWN, StorageUnderTest.ROMEO, "hi"));
        assertThat(after.log(entries).append(JULIET, DAWN, StorageUnderTest.ROMEO, "again"))
                .isGreaterThan(id);
    }

    @Test
    default void timesAreFoundInALogThatGoesOnAfterReopening() {
        StoreSpec<String> entries = StorageUnderTest.texts("archive", 1);
        Log<String> before = opened().open(settings()).log(entries);
        before.append(JULIET, DAWN.plusSeconds(10), StorageUnderTest.ROMEO, "10");
        before.append(JULIET, DAWN.plusSeconds(20), StorageUnderTest.ROMEO, "20");
        opened().close();

        Log<String> after = opened().open(settings()).log(entries);
        after.append(JULIET, DAWN.plusSeconds(15), StorageUnderTest.ROMEO, "15");

        assertThat(texts(after, Optional.empty(), Optional.of(DAWN.plusSeconds(16))))
                .containsExactly("10", "15");
        assertThat(texts(after, Optional.of(DAWN.plusSeconds(15)), Optional.empty()))
                .containsExactly("20", "15");
    }

    private static List<String> texts(
            Log<String> log, Optional<Instant> start, Optional<Instant> end) {
        Log.Query query =
                new Log.Query(
                        Optional.empty(),
                        start,
                        end,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        10);
        return log.find(JULIET, query).entries().stream().map(Log.Entry::value).toList();
    }

    @Test
    default void versionsAreRememberedAfterReopening() {
        opened().open(settings())
                .items(StorageUnderTest.texts("roster", 2))
                .put(JULIET, "romeo@stoa.example", "both");
        opened().close();

        Storage after = opened().open(settings());

        assertThatThrownBy(() -> after.items(StorageUnderTest.texts("roster", 1)))
                .isInstanceOf(StorageException.class)
                .hasMessage(
                        "store roster was written in version 2; this code knows versions up to 1");
        assertThat(after.items(StorageUnderTest.texts("roster", 3)).all(JULIET))
                .containsEntry("romeo@stoa.example", "both of version 2");
    }

    @Test
    default void ownersErasedInAnEarlierLifeStayErased() {
        StoreSpec<String> items = StorageUnderTest.texts("roster", 1);
        opened().open(settings()).items(items).put(JULIET, "a", "one");
        opened().close();

        // the store itself is not opened: what is erased is known from the database
        opened().open(settings()).erase(JULIET);
        opened().close();

        assertThat(opened().open(settings()).items(items).all(JULIET)).isEmpty();
    }

    @Test
    default void aClosedStorageSaysSo() {
        Storage storage = opened().open(settings());
        opened().close();

        assertThatThrownBy(
                        () ->
                                storage.items(StorageUnderTest.texts("roster", 1))
                                        .put(JULIET, "a", "one"))
                .isInstanceOf(StorageException.class);
    }
}
