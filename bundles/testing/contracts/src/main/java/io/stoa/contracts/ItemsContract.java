package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.storage.Items;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;

/** What items have to do. */
public interface ItemsContract extends StorageUnderTest {

    /** Reading and writing. */
    @Test
    default void anItemIsReadAsItWasWritten() {
        Items<String> items = storage().items(StorageUnderTest.texts());

        items.put(JULIET, "a", "one");
        items.put(JULIET, "b", "two");
        items.put(JULIET, "a", "three");
        items.put(ROMEO, "a", "his");

        assertThat(items.get(JULIET, "a")).contains("three");
        assertThat(items.get(JULIET, "c")).isEmpty();
        assertThat(items.get(ROMEO, "b")).isEmpty();
        assertThat(items.get(OTHER_JULIET, "a")).isEmpty();
        assertThat(items.count(JULIET)).isEqualTo(2);
        assertThat(items.count(NURSE)).isZero();
    }

    /** All items. */
    @Test
    default void allItemsComeInTheOrderOfTheirKeys() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        List.of("c", "a", "", "b/d", "b").forEach(key -> items.put(JULIET, key, "at " + key));

        assertThat(items.all(JULIET).keySet()).containsExactly("", "a", "b", "b/d", "c");
        assertThat(items.all(JULIET)).containsEntry("b/d", "at b/d");
        assertThat(items.all(ROMEO)).isEmpty();
    }

    /** Pages. */
    @Test
    default void itemsArePagedWithoutLossOrRepetition() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        for (int i = 0; i < 25; i++) {
            items.put(JULIET, "key%02d".formatted(i), "value " + i);
        }

        List<String> seen = new ArrayList<>();
        SequencedMap<String, String> page = items.page(JULIET, "", 10);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(10);
            seen.addAll(page.sequencedKeySet());
            page = items.page(JULIET, page.lastEntry().getKey(), 10);
        }

        assertThat(seen).hasSize(25).isSorted().doesNotHaveDuplicates();
        assertThat(items.page(JULIET, "key10x", 1)).containsOnlyKeys("key11");
    }

    /** Removal. */
    @Test
    default void anItemIsRemovedAlone() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        items.put(JULIET, "a", "one");
        items.put(JULIET, "b", "two");

        items.remove(JULIET, "a");
        items.remove(JULIET, "never there");
        items.remove(ROMEO, "b");

        assertThat(items.all(JULIET)).containsOnlyKeys("b");
        items.put(JULIET, "a", "again");
        assertThat(items.get(JULIET, "a")).contains("again");
    }

    /** Updates. */
    @Test
    default void anUpdateMakesChangesAndRemoves() {
        Items<String> items = storage().items(StorageUnderTest.texts());

        items.update(JULIET, "a", present -> Optional.of(present.orElse("made")));
        items.update(JULIET, "a", present -> present.map(text -> text + ", changed"));
        items.update(JULIET, "b", present -> Optional.of("two"));
        items.update(JULIET, "b", present -> Optional.empty());

        assertThat(items.all(JULIET)).containsExactly(Map.entry("a", "made, changed"));
    }

    /** Keys. */
    @Test
    default void keysAreTakenAsTheyAre() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        List<String> keys =
                List.of(
                        "a",
                        "A",
                        "a ",
                        " a",
                        "a  ",
                        "a\t",
                        "a'b",
                        "a\"b",
                        "a;--",
                        "a%",
                        "a_",
                        "a\\b",
                        "juliet@stoa.example/bäl con",
                        "http://example.org/a?b=c&d",
                        "é",
                        "e\u0301",
                        "ß",
                        "雪",
                        "🌹",
                        "\u0001",
                        "a\u0001");

        keys.forEach(key -> items.put(JULIET, key, "<" + key.replaceAll("\\p{Cntrl}", "c")));

        assertThat(items.all(JULIET)).containsOnlyKeys(keys.toArray(String[]::new));
        for (String key : keys) {
            assertThat(items.get(JULIET, key)).contains("<" + key.replaceAll("\\p{Cntrl}", "c"));
        }
        List<String> seen = new ArrayList<>();
        SequencedMap<String, String> page = items.page(JULIET, "", 1);
        while (!page.isEmpty()) {
            seen.addAll(page.sequencedKeySet());
            page = items.page(JULIET, page.lastEntry().getKey(), 1);
        }
        assertThat(seen).containsExactlyElementsOf(items.all(JULIET).sequencedKeySet());
    }

    /** The longest key. */
    @Test
    default void aKeyMayHaveThreeThousandAndSeventyOneBytes() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        String longest = "ab".repeat(1530) + "雪雪雪ab";
        String other = longest.substring(0, longest.length() - 1) + "c";

        items.put(JULIET, longest, "one");
        items.put(JULIET, other, "two");

        assertThat(items.get(JULIET, longest)).contains("one");
        assertThat(items.all(JULIET)).containsOnlyKeys(longest, other);
        assertThatThrownBy(() -> items.put(JULIET, longest + "x", "three"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> items.update(JULIET, longest + "x", present -> present))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(items.get(JULIET, longest + "x")).isEmpty();
    }

    /** Long keys that begin alike. */
    @Test
    default void longKeysComeInTheirOrderToo() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        String head = "urn:xmpp:".repeat(20);
        List<String> keys =
                List.of(head, head + "a", head + "a/b", head + "b".repeat(2000), head + "c");
        keys.reversed().forEach(key -> items.put(JULIET, key, "one"));
        keys.forEach(key -> items.put(JULIET, key, "another"));

        assertThat(items.all(JULIET).keySet()).containsExactlyElementsOf(keys);
        assertThat(items.page(JULIET, head + "a", 2))
                .containsOnlyKeys(head + "a/b", head + "b".repeat(2000));
        items.remove(JULIET, head + "a");
        assertThat(items.count(JULIET)).isEqualTo(4);
    }

    /** Large and foreign texts. */
    @Test
    default void itemsMayBeLargeAndInAnyScript() {
        Items<String> items = storage().items(StorageUnderTest.texts());
        String large = "Ω雪🌹&<]]>".repeat(16000);

        items.put(JULIET, "large", large);
        items.put(JULIET, "empty", "");

        assertThat(items.get(JULIET, "large")).contains(large);
        assertThat(items.get(JULIET, "empty")).contains("");
    }

    /** Many updates at once. */
    @Test
    default void concurrentChangesOfOneItemLoseNothing()
            throws InterruptedException, ExecutionException {
        Items<String> items = storage().items(StorageUnderTest.texts());

        Together.run(
                40,
                number ->
                        items.update(
                                JULIET, "a", present -> Optional.of(present.orElse("") + "x")));

        assertThat(items.get(JULIET, "a")).contains("x".repeat(40));
    }

    /** Many puts at once. */
    @Test
    default void concurrentPutsOfOneKeyEndWithOneOfThem()
            throws InterruptedException, ExecutionException {
        Items<String> items = storage().items(StorageUnderTest.texts());

        Together.run(
                30,
                number -> {
                    items.put(JULIET, "shared", "by " + number);
                    items.put(JULIET, "own " + number, "mine");
                    if (number % 3 == 0) {
                        items.remove(JULIET, "shared");
                        items.put(JULIET, "shared", "again by " + number);
                    }
                });

        assertThat(items.get(JULIET, "shared").orElseThrow()).contains("by ");
        assertThat(items.count(JULIET)).isEqualTo(31);
    }
}
