package io.stoa.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.storage.Log;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What paging through a log has to do (XEP-0059). */
public interface LogPagingContract extends StorageUnderTest {

    /** An empty log. */
    @Test
    default void theLogOfAnOwnerWithoutEntriesIsEmptyAndComplete() {
        Log<String> log = storage().log(StorageUnderTest.texts());

        assertThat(log.find(JULIET, Log.Query.first(10)))
                .isEqualTo(new Log.Page<String>(List.of(), true));
    }

    /** Forwards. */
    @Test
    default void pagesForwardsCoverTheLog() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        fill(log, 10);

        Log.Page<String> first = log.find(JULIET, Log.Query.first(4));

        assertThat(values(first)).containsExactly("0", "1", "2", "3");
        assertThat(first.complete()).isFalse();
        assertThat(LogWalk.all(log, JULIET, query(false, 4))).isEqualTo(numbers(10));
        assertThat(LogWalk.all(log, JULIET, query(false, 5))).isEqualTo(numbers(10));
        assertThat(LogWalk.all(log, JULIET, query(false, 100))).isEqualTo(numbers(10));
    }

    /** Backwards. */
    @Test
    default void pagesBackwardsCoverTheLogAndAreInItsOrder() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        fill(log, 10);

        Log.Page<String> last = log.find(JULIET, query(true, 4));

        assertThat(values(last)).containsExactly("6", "7", "8", "9");
        assertThat(last.complete()).isFalse();
        assertThat(LogWalk.all(log, JULIET, query(true, 4))).isEqualTo(numbers(10));
        assertThat(LogWalk.all(log, JULIET, query(true, 5))).isEqualTo(numbers(10));
        assertThat(LogWalk.all(log, JULIET, query(true, 100))).isEqualTo(numbers(10));
    }

    /** The end. */
    @Test
    default void aPageThatIsJustFullIsComplete() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        fill(log, 5);

        assertThat(log.find(JULIET, query(false, 5)).complete()).isTrue();
        assertThat(log.find(JULIET, query(true, 5)).complete()).isTrue();
        assertThat(log.find(JULIET, query(false, 4)).complete()).isFalse();
        assertThat(log.find(JULIET, query(true, 4)).complete()).isFalse();
    }

    /** Nothing asked for. */
    @Test
    default void aPageOfNothingTellsWhetherThereIsSomething() {
        Log<String> log = storage().log(StorageUnderTest.texts());

        assertThat(log.find(JULIET, query(false, 0)).complete()).isTrue();
        fill(log, 1);
        assertThat(log.find(JULIET, query(false, 0)))
                .isEqualTo(new Log.Page<String>(List.of(), false));
    }

    /** Between two ids. */
    @Test
    default void afterAndBeforeExcludeThemselvesInBothDirections() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        List<String> ids = fill(log, 10);

        for (boolean backwards : List.of(false, true)) {
            Log.Query query =
                    LogWalk.before(
                            LogWalk.after(query(backwards, 10), Optional.of(ids.get(2))),
                            ids.get(6));
            assertThat(values(log.find(JULIET, query))).containsExactly("3", "4", "5");
        }
        assertThat(values(log.find(JULIET, LogWalk.before(query(true, 2), ids.get(6)))))
                .containsExactly("4", "5");
        assertThat(values(log.find(JULIET, LogWalk.before(query(false, 2), ids.get(6)))))
                .containsExactly("0", "1");
        assertThat(values(log.find(JULIET, LogWalk.after(query(true, 2), Optional.of(ids.get(6))))))
                .containsExactly("8", "9");
    }

    /** Positions that are gone. */
    @Test
    default void pagingGoesOnWhereAnEntryWasRemoved() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        List<String> ids = fill(log, 10);
        log.remove(JULIET, ids.get(4));

        Log.Query after = LogWalk.after(query(false, 2), Optional.of(ids.get(4)));
        Log.Query before = LogWalk.before(query(true, 2), ids.get(4));

        assertThat(values(log.find(JULIET, after))).containsExactly("5", "6");
        assertThat(values(log.find(JULIET, before))).containsExactly("2", "3");
    }

    /** Positions that never were. */
    @Test
    default void aPositionThatNeverWasSelectsNothing() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        fill(log, 3);

        Log.Page<String> nothing = new Log.Page<>(List.of(), true);
        for (String id : List.of("", "no such id", "ffffffffffffffff", "'; --")) {
            Log.Query after = LogWalk.after(query(false, 2), Optional.of(id));
            assertThat(log.find(JULIET, after)).isEqualTo(nothing);
        }
        assertThat(log.find(JULIET, LogWalk.before(query(true, 2), "no such id")))
                .isEqualTo(nothing);
    }

    /** The crossing of the bounds. */
    @Test
    default void boundsThatCrossSelectNothing() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        List<String> ids = fill(log, 5);

        Log.Query query =
                LogWalk.before(
                        LogWalk.after(query(false, 10), Optional.of(ids.get(3))), ids.get(1));

        assertThat(log.find(JULIET, query)).isEqualTo(new Log.Page<String>(List.of(), true));
    }

    /** Other owners. */
    @Test
    default void otherOwnersDoNotMix() {
        Log<String> log = storage().log(StorageUnderTest.texts());
        fill(log, 3);
        log.append(OTHER_JULIET, LogContract.DAWN, ROMEO, "elsewhere");
        log.append(ROMEO, LogContract.DAWN, ROMEO, "his");

        assertThat(LogWalk.all(log, JULIET, query(false, 2))).isEqualTo(numbers(3));
        assertThat(LogWalk.all(log, OTHER_JULIET, query(true, 2))).containsExactly("elsewhere");
    }

    private static List<String> fill(Log<String> log, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(log.append(JULIET, LogContract.DAWN.plusSeconds(i), ROMEO, "" + i));
        }
        return ids;
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList();
    }

    private static List<String> values(Log.Page<String> page) {
        return page.entries().stream().map(Log.Entry::value).toList();
    }

    private static Log.Query query(boolean backwards, int limit) {
        return new Log.Query(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                backwards,
                limit);
    }
}
