package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.storage.Log;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;

/** What a log has to do, besides queries. */
public interface LogContract extends StorageUnderTest {

    /** The time of the first entry. */
    Instant DAWN = Instant.parse("2026-07-17T05:30:00.123456Z");

    /** Reading. */
    @Test
    default void anEntryIsReadAsItWasAppended() {
        Log<String> log = storage().log(StorageUnderTest.texts());

        String id = log.append(JULIET, DAWN, StorageUnderTest.jid("romeo@a.example/bäl con"), "O");

        assertThat(log.get(JULIET, id))
                .contains(
                        new Log.Entry<>(
                                id, DAWN, StorageUnderTest.jid("romeo@a.example/bäl con"), "O"));
        assertThat(log.get(ROMEO, id)).isEmpty();
        assertThat(log.get(JULIET, "no such id")).isEmpty();
        assertThat(log.get(JULIET, "")).isEmpty();
        assertThat(log.get(JULIET, id + "0")).isEmpty();
    }

    /** Times. */
    @Test
    default void timesAreKeptToTheMicrosecond() {
        Log<String> log = storage().log(StorageUnderTest.texts());

        String id = log.append(JULIET, DAWN.plusNanos(789), ROMEO, "O");
        String old = log.append(JULIET, Instant.parse("1597-01-01T00:00:00.000001Z"), ROMEO, "O");

        assertThat(log.get(JULIET, id).orElseThrow().time()).isEqualTo(DAWN);
        assertThat(log.get(JULIET, old).orElseThrow().time())
                .isEqualTo("1597-01-01T00:00:00.000001Z");
    }

    /** The parties. */
    @Test
    default void theOtherPartyMayBeAnyAddress() {
        Log<String> log = storage().log(StorageUnderTest.texts());

        for (String with :
                List.of("a.example", "a.example/r", "b@a.example", "b@a.example/r/s@t")) {
            String id = log.append(JULIET, DAWN, StorageUnderTest.jid(with), "O");
            assertThat(log.get(JULIET, id).orElseThrow().with())
                    .isEqualTo(StorageUnderTest.jid(with));
        }
    }

    /** Ids. */
    @Test
    default void idsAreUniqueAndInTheOrderOfTheLog() {
        Log<String> log = storage().log(StorageUnderTest.texts());

        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            ids.add(log.append(JULIET, DAWN.minusSeconds(i), ROMEO, "line " + i));
        }

        assertThat(ids)
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{16}"));
        assertThat(log.find(JULIET, Log.Query.first(100)).entries())
                .extracting(Log.Entry::id)
                .containsExactlyElementsOf(ids);
    }

    /** Ids after removal. */
    @Test
    default void idsOfRemovedEntriesAreNotUsedAgain() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        String first = log.append(JULIET, DAWN, ROMEO, "one");
        log.remove(JULIET, first);
        String second = log.append(JULIET, DAWN, ROMEO, "two");
        log.purge(JULIET, DAWN.plusSeconds(1), 10);
        String third = log.append(JULIET, DAWN, ROMEO, "three");
        storage().erase(JULIET);
        String fourth = log.append(JULIET, DAWN, ROMEO, "four");

        assertThat(List.of(first, second, third, fourth)).isSorted().doesNotHaveDuplicates();
    }

    /** Replacement. */
    @Test
    default void aReplacedEntryStaysWhereItIs() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        String first = log.append(JULIET, DAWN, ROMEO, "one");
        String second = log.append(JULIET, DAWN.plusSeconds(1), NURSE, "two");

        assertThat(log.replace(JULIET, first, "gone")).isTrue();
        assertThat(log.replace(ROMEO, first, "his")).isFalse();
        assertThat(log.replace(JULIET, "no such id", "never")).isFalse();

        assertThat(log.find(JULIET, Log.Query.first(10)).entries())
                .containsExactly(
                        new Log.Entry<>(first, DAWN, ROMEO, "gone"),
                        new Log.Entry<>(second, DAWN.plusSeconds(1), NURSE, "two"));
    }

    /** Removal. */
    @Test
    default void anEntryIsRemovedOnce() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        String first = log.append(JULIET, DAWN, ROMEO, "one");
        String second = log.append(JULIET, DAWN, ROMEO, "two");

        assertThat(log.remove(ROMEO, first)).isFalse();
        assertThat(log.remove(JULIET, first)).isTrue();
        assertThat(log.remove(JULIET, first)).isFalse();
        assertThat(log.remove(JULIET, "no such id")).isFalse();

        assertThat(log.find(JULIET, Log.Query.first(10)).entries())
                .extracting(Log.Entry::id)
                .containsExactly(second);
    }

    /** Purging. */
    @Test
    default void oldEntriesArePurgedInSlices() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        for (int i = 0; i < 10; i++) {
            log.append(JULIET, DAWN.plusSeconds(i), ROMEO, "line " + i);
        }
        log.append(JULIET, DAWN.minusSeconds(1), ROMEO, "late");
        log.append(ROMEO, DAWN, JULIET, "his");

        assertThat(log.purge(JULIET, DAWN.plusSeconds(7), 5)).isEqualTo(5);
        assertThat(log.purge(JULIET, DAWN.plusSeconds(7), 5)).isEqualTo(3);
        assertThat(log.purge(JULIET, DAWN.plusSeconds(7), 5)).isZero();

        assertThat(log.find(JULIET, Log.Query.first(100)).entries())
                .extracting(Log.Entry::value)
                .containsExactly("line 7", "line 8", "line 9");
        assertThat(log.find(ROMEO, Log.Query.first(100)).entries()).hasSize(1);
    }

    /** Large and foreign texts. */
    @Test
    default void entriesMayBeLargeAndInAnyScript() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        String large = "Ω雪🌹&<]]>".repeat(16000);

        String id = log.append(JULIET, DAWN, ROMEO, large);
        String empty = log.append(JULIET, DAWN, ROMEO, "");

        assertThat(log.get(JULIET, id).orElseThrow().value()).isEqualTo(large);
        assertThat(log.get(JULIET, empty).orElseThrow().value()).isEmpty();
    }

    /** Many appends at once. */
    @Test
    default void concurrentAppendsAreAllKeptInTheOrderOfTheirIds()
            throws InterruptedException, ExecutionException {
        Log<String> log = storage().log(StorageUnderTest.texts());
        ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();

        Together.run(
                20,
                number -> {
                    String last = "";
                    for (int i = 0; i < 10; i++) {
                        String id = log.append(JULIET, DAWN, ROMEO, number + " " + i);
                        assertThat(id).isGreaterThan(last);
                        last = id;
                        ids.add(id);
                    }
                });

        List<String> found =
                log.find(JULIET, Log.Query.first(1000)).entries().stream()
                        .map(Log.Entry::id)
                        .toList();
        assertThat(found)
                .isSorted()
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** A reader during appends. */
    @Test
    default void aReaderWhoFollowsTheLogMissesNothing()
            throws InterruptedException, ExecutionException {
        Log<String> log = storage().log(StorageUnderTest.texts());
        List<String> followed = new ArrayList<>();

        Together.run(
                9,
                number -> {
                    if (number == 0) {
                        LogWalk.follow(log, JULIET, 80, followed);
                    } else {
                        for (int i = 0; i < 10; i++) {
                            log.append(JULIET, DAWN, ROMEO, number + " " + i);
                        }
                    }
                });

        assertThat(followed).hasSize(80).isSorted().doesNotHaveDuplicates();
    }
}
