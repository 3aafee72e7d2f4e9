package io.stoa.storage.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.contracts.StorageUnderTest;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;
import io.stoa.storage.StoreSpec;
import io.stoa.storage.jdbc.database.Dialect;
import io.stoa.storage.jdbc.database.Session;
import io.stoa.storage.jdbc.database.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A page costs the same wherever it begins and however long the log is. */
interface PagingCostContract {

    /** The archive that is paged through. */
    StoreSpec<String> ARCHIVE = StorageUnderTest.texts("archive", 1);

    /** When its first entry happened; the others follow second by second. */
    Instant DAWN = Instant.parse("2026-07-17T05:30:00Z");

    /** How many entries a page has. */
    int PAGE = 10;

    /** Runs a search and returns how many rows of {@code stoa_entries} it visited. */
    int visited(Search search) throws SQLException;

    /** The search, in a session. */
    @FunctionalInterface
    interface Search {

        List<LogRow> run(Session session) throws SQLException;
    }

    /** Fills the archive; every fourth entry is Romeo's. */
    static void fill(Storage storage, int entries) {
        Log<String> log = storage.log(ARCHIVE);
        for (int i = 0; i < entries; i++) {
            Jid with = i % 4 == 0 ? StorageUnderTest.ROMEO : StorageUnderTest.NURSE;
            String tag = i % 20 == 0 ? "again" : "tag " + i;
            log.append(StorageUnderTest.JULIET, DAWN.plusSeconds(i), with, tag, "line " + i);
        }
    }

    /** The settings of the database, which tell the dialect. */
    Settings settings();

    /** Pages from everywhere. */
    @ParameterizedTest
    @CsvSource({
        "false, false, -1, -1",
        "true, false, -1, -1",
        "false, true, -1, -1",
        "true, true, -1, -1",
        "false, false, 300, -1",
        "true, false, -1, 100",
        "false, true, 300, -1",
        "true, true, -1, 100",
        "false, false, 200, 390",
        "true, false, 5, 200"
    })
    default void aPageVisitsNoMoreRowsThanItNeeds(
            boolean backwards, boolean with, int start, int end) throws SQLException {
        Log.Query query =
                new Log.Query(
                        with ? Optional.of(StorageUnderTest.ROMEO) : Optional.empty(),
                        moment(start),
                        moment(end),
                        Optional.empty(),
                        Optional.empty(),
                        backwards,
                        PAGE);

        int visited = visited(session -> page(session, query));

        // a bound in time is one row more, and Derby looks at one beyond the page
        assertThat(visited).isBetween(PAGE + 1, PAGE + 4);
    }

    private List<LogRow> page(Session session, Log.Query query) throws SQLException {
        LogPlace place = new LogPlace(ARCHIVE.name(), StorageUnderTest.JULIET);
        LogHead head = LogHead.read(session, place).orElseThrow();
        LogSearch search = new LogSearch(Dialect.of(settings()), head, query);
        List<LogRow> page = search.run(session);
        assertThat(page).hasSize(PAGE + 1);
        return page;
    }

    /** Tags. */
    @ParameterizedTest
    @ValueSource(strings = {"tag 1", "tag 399", "again", "no such tag"})
    default void anEntryIsFoundByItsTagWithoutSearching(String tag) throws SQLException {
        BareJid with = tag.equals("again") ? StorageUnderTest.ROMEO : StorageUnderTest.NURSE;

        int visited = visited(session -> tagged(session, with, tag));

        assertThat(visited).isLessThanOrEqualTo(2);
    }

    /** Purging; the rows that are found and those that are deleted. */
    @Test
    default void whatIsPurgedIsDeletedByItsKey() throws SQLException {
        int visited = visited(this::purge);

        assertThat(visited).isLessThanOrEqualTo(2 * PAGE + 2);
    }

    private List<LogRow> purge(Session session) throws SQLException {
        LogPlace place = new LogPlace(ARCHIVE.name(), StorageUnderTest.JULIET);
        LogPurge purge =
                new LogPurge(Dialect.of(settings()), LogHead.read(session, place).orElseThrow());
        assertThat(purge.run(session, Micros.floor(DAWN.plusSeconds(350)), PAGE)).isEqualTo(PAGE);
        return List.of();
    }

    private List<LogRow> tagged(Session session, BareJid with, String tag) throws SQLException {
        LogPlace place = new LogPlace(ARCHIVE.name(), StorageUnderTest.JULIET);
        LogHead head = LogHead.read(session, place).orElseThrow();
        List<LogRow> found =
                LogTag.find(Dialect.of(settings()), head, with, tag)
                        .first(session, LogRow::read)
                        .stream()
                        .toList();
        assertThat(found).hasSize(tag.equals("no such tag") ? 0 : 1);
        return found;
    }

    private static Optional<Instant> moment(int second) {
        return second < 0 ? Optional.empty() : Optional.of(DAWN.plusSeconds(second));
    }
}
