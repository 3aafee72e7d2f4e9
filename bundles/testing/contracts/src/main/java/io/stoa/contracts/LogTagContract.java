package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.storage.Log;
import io.stoa.storage.StoreSpec;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How entries are found again by a tag, and how they are counted. */
public interface LogTagContract extends StorageUnderTest {

    /** The newest. */
    @Test
    default void theNewestEntryOfAPartyAndATagIsFound() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        append(log, "romeo@stoa.example/orchard", "a", "first");
        append(log, "romeo@stoa.example", "a", "second");
        append(log, "romeo@stoa.example", "a ", "with a blank");
        append(log, "romeo@stoa.example", "A", "in upper case");
        append(log, "nurse@stoa.example", "a", "hers");
        append(log, "romeo@stoa.example", "", "untagged");

        assertThat(log.tagged(JULIET, ROMEO, "a").map(Log.Entry::value)).contains("second");
        assertThat(log.tagged(JULIET, ROMEO, "a ").map(Log.Entry::value)).contains("with a blank");
        assertThat(log.tagged(JULIET, NURSE, "a").map(Log.Entry::value)).contains("hers");
        assertThat(log.tagged(JULIET, ROMEO, "b")).isEmpty();
        assertThat(log.tagged(ROMEO, ROMEO, "a")).isEmpty();
    }

    /** No tag. */
    @Test
    default void anEntryWithoutATagIsNotFoundByNone() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        append(log, "romeo@stoa.example", "", "untagged");
        log.append(JULIET, LogContract.DAWN, ROMEO, "untagged");

        assertThat(log.tagged(JULIET, ROMEO, "")).isEmpty();
    }

    /** Replacement and removal. */
    @Test
    default void aTagStaysWithItsEntry() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        String first = append(log, "romeo@stoa.example", "a", "first");
        String second = append(log, "romeo@stoa.example", "a", "second");

        log.replace(JULIET, second, "gone");
        assertThat(log.tagged(JULIET, ROMEO, "a").map(Log.Entry::value)).contains("gone");
        log.remove(JULIET, second);
        assertThat(log.tagged(JULIET, ROMEO, "a").map(Log.Entry::id)).contains(first);
    }

    /** Long tags, in any script, of a store of one's own. */
    @Test
    default void tagsMayBeLongAndAreOfTheirStore() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        String tag = "Ω雪🌹&<]]>".repeat(2000);
        append(log, "romeo@stoa.example", tag, "long");
        append(log, "romeo@stoa.example", tag + "!", "longer");

        assertThat(log.tagged(JULIET, ROMEO, tag).map(Log.Entry::value)).contains("long");
        StoreSpec<String> other = StorageUnderTest.texts();
        assertThat(storage().log(other).tagged(JULIET, ROMEO, tag)).isEmpty();
    }

    /** Counting. */
    @Test
    default void entriesAreCountedUpToTheLimit() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        assertThat(log.count(JULIET, Log.Query.first(5))).isZero();
        List<String> ids =
                List.of(
                        append(log, "romeo@stoa.example", "", "one"),
                        append(log, "nurse@stoa.example", "", "two"),
                        append(log, "romeo@stoa.example", "", "three"));

        assertThat(log.count(JULIET, Log.Query.first(5))).isEqualTo(3);
        assertThat(log.count(JULIET, Log.Query.first(3))).isEqualTo(3);
        assertThat(log.count(JULIET, Log.Query.first(2))).isEqualTo(2);
        assertThat(log.count(JULIET, Log.Query.first(0))).isZero();
        assertThat(log.count(ROMEO, Log.Query.first(5))).isZero();
        assertThat(log.count(JULIET, LogWalk.after(Log.Query.first(5), Optional.of(ids.get(1)))))
                .isEqualTo(1);
        assertThat(log.count(JULIET, with("romeo@stoa.example", false))).isEqualTo(2);
        assertThat(log.count(JULIET, with("romeo@stoa.example", true))).isEqualTo(2);
    }

    private static Log.Query with(String party, boolean backwards) {
        return new Log.Query(
                Optional.of(StorageUnderTest.jid(party)),
                Optional.of(LogContract.DAWN),
                Optional.of(Instant.MAX),
                Optional.empty(),
                Optional.empty(),
                backwards,
                5);
    }

    private static String append(Log<String> log, String with, String tag, String value) {
        return log.append(JULIET, LogContract.DAWN, StorageUnderTest.jid(with), tag, value);
    }
}
