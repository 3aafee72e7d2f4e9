package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.jid.BareJid;
import io.stoa.storage.Documents;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What documents have to do. */
public interface DocumentsContract extends StorageUnderTest {

    /** An absent document. */
    @Test
    default void aDocumentThatWasNeverWrittenIsAbsent() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());

        assertThat(documents.get(JULIET)).isEmpty();
    }

    /** Writing. */
    @Test
    default void aDocumentIsReadAsItWasWritten() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());

        documents.update(JULIET, present -> Optional.of("one"));
        documents.update(JULIET, present -> present.map(text -> text + ", two"));

        assertThat(documents.get(JULIET)).contains("one, two");
        assertThat(documents.get(ROMEO)).isEmpty();
        assertThat(documents.get(OTHER_JULIET)).isEmpty();
    }

    /** Removing. */
    @Test
    default void anUpdateToNothingRemovesTheDocument() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        documents.update(JULIET, present -> Optional.of("one"));

        documents.update(JULIET, present -> Optional.empty());

        assertThat(documents.get(JULIET)).isEmpty();
        assertThat(documents.owners("stoa.example", "", 10)).isEmpty();
        documents.update(JULIET, present -> Optional.of(present.orElse("anew")));
        assertThat(documents.get(JULIET)).contains("anew");
    }

    /** Nothing to nothing. */
    @Test
    default void anUpdateOfNothingToNothingChangesNothing() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());

        documents.update(JULIET, present -> present);

        assertThat(documents.get(JULIET)).isEmpty();
    }

    /** A change that fails. */
    @Test
    default void aChangeThatThrowsLeavesTheDocumentAsItWas() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        documents.update(JULIET, present -> Optional.of("one"));

        assertThatThrownBy(
                        () ->
                                documents.update(
                                        JULIET,
                                        present -> {
                                            throw new IllegalStateException("no");
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");

        assertThat(documents.get(JULIET)).contains("one");
        documents.update(JULIET, present -> Optional.of("two"));
        assertThat(documents.get(JULIET)).contains("two");
    }

    /** A change that reads and writes other documents. */
    @Test
    default void aChangeMayUseTheStorageItself() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        documents.update(ROMEO, present -> Optional.of("rose"));

        documents.update(
                JULIET,
                present -> {
                    documents.update(NURSE, other -> Optional.of("seen"));
                    return documents.get(ROMEO);
                });

        assertThat(documents.get(JULIET)).contains("rose");
        assertThat(documents.get(NURSE)).contains("seen");
    }

    /** Two stores. */
    @Test
    default void storesDoNotSeeEachOther() {
        Documents<String> one = storage().documents(StorageUnderTest.texts());
        Documents<String> two = storage().documents(StorageUnderTest.texts());

        one.update(JULIET, present -> Optional.of("one"));

        assertThat(two.get(JULIET)).isEmpty();
    }

    /** The list of the owners. */
    @Test
    default void ownersAreListedInTheOrderOfTheirLocalparts() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        List.of(ROMEO, JULIET, OTHER_JULIET, NURSE, BareJid.parse("stoa.example"))
                .forEach(owner -> documents.update(owner, present -> Optional.of("here")));

        assertThat(documents.owners("stoa.example", "", 10))
                .containsExactly(BareJid.parse("stoa.example"), JULIET, NURSE, ROMEO);
        assertThat(documents.owners("stoa.example", "juliet", 1)).containsExactly(NURSE);
        assertThat(documents.owners("stoa.example", "romeo", 10)).isEmpty();
        assertThat(documents.owners("other.example", "", 10)).containsExactly(OTHER_JULIET);
        assertThat(documents.owners("nobody.example", "", 10)).isEmpty();
    }

    /** Paging through the owners. */
    @Test
    default void ownersArePagedWithoutLossOrRepetition() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        for (int i = 0; i < 25; i++) {
            documents.update(
                    BareJid.parse("user%02d@stoa.example".formatted(i)),
                    present -> Optional.of("here"));
        }

        List<String> seen = new ArrayList<>();
        String after = "";
        List<BareJid> page = documents.owners("stoa.example", after, 10);
        while (!page.isEmpty()) {
            page.forEach(owner -> seen.add(owner.local()));
            after = page.getLast().local();
            page = documents.owners("stoa.example", after, 10);
        }

        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
    }

    /** Large and foreign texts. */
    @Test
    default void valuesMayBeLargeAndInAnyScript() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        String large = "Ω, 雪, 🌹 & <ampersand> \"'".repeat(8000);

        documents.update(JULIET, present -> Optional.of(large));
        documents.update(ROMEO, present -> Optional.of(""));

        assertThat(documents.get(JULIET)).contains(large);
        assertThat(documents.get(ROMEO)).contains("");
    }

    /** Owners in other scripts. */
    @Test
    default void ownersMayBeInAnyScript() {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());
        BareJid owner = BareJid.parse("ιουλιέτα@παράδειγμα.example");

        documents.update(owner, present -> Optional.of("φως"));

        assertThat(documents.get(owner)).contains("φως");
        assertThat(documents.owners(owner.domain(), "", 10)).containsExactly(owner);
    }

    /** Many changes at once. */
    @Test
    default void concurrentChangesOfOneDocumentLoseNothing()
            throws InterruptedException, ExecutionException {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());

        Together.run(
                40,
                number -> {
                    for (int i = 0; i < 5; i++) {
                        documents.update(JULIET, present -> Optional.of(present.orElse("") + "x"));
                    }
                });

        assertThat(documents.get(JULIET)).contains("x".repeat(200));
    }

    /** Creation and removal at once. */
    @Test
    default void onlyOneOfManyCreatesADocument() throws InterruptedException, ExecutionException {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());

        Together.run(
                30,
                number ->
                        documents.update(
                                JULIET, present -> present.or(() -> Optional.of("by " + number))));
        String first = documents.get(JULIET).orElseThrow();
        documents.update(JULIET, present -> present.map(text -> text + ", kept"));

        assertThat(documents.get(JULIET)).contains(first + ", kept");
    }

    /** Many owners at once. */
    @Test
    default void concurrentChangesOfNeighboursDoNotDisturbEachOther()
            throws InterruptedException, ExecutionException {
        Documents<String> documents = storage().documents(StorageUnderTest.texts());

        Together.run(
                30,
                number -> {
                    BareJid owner = BareJid.parse("user" + number + "@stoa.example");
                    documents.update(owner, present -> Optional.of("a"));
                    documents.update(owner, present -> Optional.empty());
                    documents.update(owner, present -> Optional.of("b"));
                });

        assertThat(documents.owners("stoa.example", "", 100)).hasSize(30);
    }
}
