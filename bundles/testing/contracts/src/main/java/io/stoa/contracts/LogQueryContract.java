package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.jid.Jid;
import io.stoa.storage.Log;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the filters of a log's queries have to do. */
public interface LogQueryContract extends StorageUnderTest {

    /** The party. */
    @Test
    default void aBareAddressMatchesItsFullOnes() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        append(log, "romeo@stoa.example", 1);
        append(log, "romeo@stoa.example/orchard", 2);
        append(log, "romeo@stoa.example/tomb", 3);
        append(log, "romeo2@stoa.example/orchard", 4);
        append(log, "stoa.example", 5);
        append(log, "stoa.example/orchard", 6);

        assertThat(with(log, "romeo@stoa.example")).containsExactly("1", "2", "3");
        assertThat(with(log, "stoa.example")).containsExactly("5", "6");
        assertThat(with(log, "nurse@stoa.example")).isEmpty();
    }

    /** The party with its resource. */
    @Test
    default void aFullAddressMatchesItselfOnly() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        append(log, "romeo@stoa.example", 1);
        append(log, "romeo@stoa.example/orchard", 2);
        append(log, "romeo@stoa.example/Orchard", 3);
        append(log, "romeo@stoa.example/orchard wall", 4);

        assertThat(with(log, "romeo@stoa.example/orchard")).containsExactly("2");
        assertThat(with(log, "romeo@stoa.example/Orchard")).containsExactly("3");
        assertThat(with(log, "romeo@stoa.example/orch")).isEmpty();
    }

    /** Times. */
    @Test
    default void startAndEndAreInclusive() {
        Log<String> log = numbered(10);

        assertThat(between(log, at(3), at(6))).containsExactly("3", "4", "5", "6");
        assertThat(between(log, at(3).plusNanos(1), at(6).minusNanos(1))).containsExactly("4", "5");
        assertThat(between(log, at(3).minusNanos(1), at(3).plusNanos(1))).containsExactly("3");
        assertThat(between(log, at(6), at(3))).isEmpty();
        assertThat(between(log, at(20), at(30))).isEmpty();
        assertThat(between(log, Instant.MIN, Instant.MAX)).hasSize(10);
    }

    /** Open intervals. */
    @Test
    default void startAndEndMayStandAlone() {
        Log<String> log = numbered(10);

        assertThat(LogWalk.all(log, JULIET, times(Optional.of(at(7)), Optional.empty(), false, 2)))
                .containsExactly("7", "8", "9");
        assertThat(LogWalk.all(log, JULIET, times(Optional.empty(), Optional.of(at(2)), false, 2)))
                .containsExactly("0", "1", "2");
        assertThat(LogWalk.all(log, JULIET, times(Optional.of(at(7)), Optional.empty(), true, 2)))
                .containsExactly("7", "8", "9");
        assertThat(LogWalk.all(log, JULIET, times(Optional.empty(), Optional.of(at(2)), true, 2)))
                .containsExactly("0", "1", "2");
    }

    /** Times out of order. */
    @Test
    default void timesNeedNotBeInTheOrderOfTheLog() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        for (int i : List.of(5, 1, 9, 2, 0, 7, 3)) {
            append(log, "romeo@stoa.example", i);
        }

        for (boolean backwards : List.of(false, true)) {
            for (int limit : List.of(1, 2, 10)) {
                assertThat(
                                LogWalk.all(
                                        log,
                                        JULIET,
                                        times(
                                                Optional.of(at(1)),
                                                Optional.of(at(5)),
                                                backwards,
                                                limit)))
                        .containsExactly("5", "1", "2", "3");
            }
        }
    }

    /** All filters. */
    @Test
    default void filtersRestrictTogether() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        for (int i = 0; i < 20; i++) {
            append(log, i % 2 == 0 ? "romeo@stoa.example/r" : "nurse@stoa.example", i);
        }

        Log.Query query =
                new Log.Query(
                        Optional.of(ROMEO),
                        Optional.of(at(4)),
                        Optional.of(at(15)),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        2);

        assertThat(LogWalk.all(log, JULIET, query))
                .containsExactly("4", "6", "8", "10", "12", "14");
    }

    private Log<String> numbered(int count) {
        Log<String> log = storage().log(StorageUnderTest.texts());
        for (int i = 0; i < count; i++) {
            append(log, "romeo@stoa.example", i);
        }
        return log;
    }

    private static void append(Log<String> log, String with, int number) {
        log.append(JULIET, at(number), StorageUnderTest.jid(with), "" + number);
    }

    private static Instant at(int second) {
        return LogContract.DAWN.plusSeconds(second);
    }

    private static List<String> with(Log<String> log, String with) {
        Jid jid = StorageUnderTest.jid(with);
        return LogWalk.all(
                log,
                JULIET,
                new Log.Query(
                        Optional.of(jid),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        10));
    }

    private static List<String> between(Log<String> log, Instant start, Instant end) {
        return LogWalk.all(log, JULIET, times(Optional.of(start), Optional.of(end), false, 3));
    }

    private static Log.Query times(
            Optional<Instant> start, Optional<Instant> end, boolean backwards, int limit) {
        return new Log.Query(
                Optional.empty(), start, end, Optional.empty(), Optional.empty(), backwards, limit);
    }
}
