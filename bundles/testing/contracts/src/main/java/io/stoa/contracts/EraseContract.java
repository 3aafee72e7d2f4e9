package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;
import io.stoa.storage.Items;
import io.stoa.storage.Log;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What erasing an owner has to do. */
public interface EraseContract extends StorageUnderTest {

    /** Everything of the owner, nothing else. */
    @Test
    default void everythingOfAnOwnerIsErasedAndNothingOfOthers() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        Items<String> items = storage().items(StorageUnderTest.texts());
        Items<String> moreItems = storage().items(StorageUnderTest.texts());
        Log<String> log = storage().log(StorageUnderTest.texts());
        List<BareJid> others = List.of(OTHER_JULIET, ROMEO, BareJid.parse("juliet2@stoa.example"));
        List<BareJid> everybody = List.of(JULIET, others.get(0), others.get(1), others.get(2));
        for (BareJid owner : everybody) {
            documents.update(owner, present -> Optional.of("document"));
            items.put(owner, "a", "item");
            moreItems.put(owner, "b", "item");
            log.append(owner, LogContract.DAWN, NURSE, "entry");
        }

        storage().erase(JULIET);

        assertThat(documents.get(JULIET)).isEmpty();
        assertThat(items.all(JULIET)).isEmpty();
        assertThat(moreItems.count(JULIET)).isZero();
        assertThat(log.find(JULIET, Log.Query.first(1)).entries()).isEmpty();
        for (BareJid owner : others) {
            assertThat(documents.get(owner)).contains("document");
            assertThat(items.get(owner, "a")).contains("item");
            assertThat(moreItems.get(owner, "b")).contains("item");
            assertThat(log.find(owner, Log.Query.first(2)).entries()).hasSize(1);
        }
    }

    /** Nobody. */
    @Test
    default void erasingNobodyDoesNothing() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        documents.update(JULIET, present -> Optional.of("here"));

        storage().erase(BareJid.parse("nobody@stoa.example"));
        storage().erase(BareJid.parse("stoa.example"));

        assertThat(documents.get(JULIET)).contains("here");
    }

    /** Life after. */
    @Test
    default void anErasedOwnerMayWriteAgain() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        items.put(JULIET, "a", "before");

        storage().erase(JULIET);
        items.put(JULIET, "b", "after");

        assertThat(items.all(JULIET)).containsOnlyKeys("b");
    }
}
