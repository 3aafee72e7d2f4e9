package io.stoa.im.mam.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.archive.Purge;
import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.im.mam.Archives;
import io.stoa.im.mam.MamHandler;
import io.stoa.jid.BareJid;
import io.stoa.storage.Log;
import io.stoa.storage.memory.MemoryStorage;
import io.stoa.testkit.Configs;
import io.stoa.testkit.account.TestAccounts;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** How long messages are kept, and that removing them takes many small steps. */
final class ArchivePurgeTest {

    private static final BareJid JULIET = BareJid.parse("juliet@stoa.example");
    private static final BareJid NURSE = BareJid.parse("nurse@stoa.example");
    private static final BareJid ROMEO = BareJid.parse("romeo@montague.example");
    private static final List<BareJid> ALL = List.of(JULIET, NURSE, ROMEO);

    private final MemoryStorage storage = new MemoryStorage();
    private final Manual schedule = new Manual();
    private final TestAccounts accounts = new TestAccounts(JULIET, NURSE, ROMEO);
    private final Domains domains = () -> List.of("stoa.example", "montague.example");

    private ArchiveStore store = Archives.store(storage, Map.of());
    private Retention retention = retention(Map.of());

    private Retention retention(Map<String, Object> settings) {
        return new Retention(storage, Configs.of(MamHandler.Config.class, settings));
    }

    private ArchivePurge purge(Map<String, Object> settings) {
        MamHandler.Config config = Configs.of(MamHandler.Config.class, settings);
        store = Archives.store(storage, settings);
        retention = retention(settings);
        ArchivePurge purge = new ArchivePurge(store, retention, schedule, domains, config);
        purge.accounts = accounts;
        return purge;
    }

    /** Fills the archives with one message a day, so many days old and younger. */
    private void fill(int days) {
        Instant now = Instant.now();
        for (BareJid account : ALL) {
            for (int day = days; day > 0; day--) {
                Instant noon = now.minus(Duration.ofDays(day)).plus(Duration.ofHours(12));
                Archives.append(store, account, noon);
            }
        }
    }

    private List<Integer> sizes() {
        return ALL.stream().map(it -> store.archive().count(it, Log.Query.first(10_000))).toList();
    }

    @Test
    void byDefaultMessagesAreKeptForEver() {
        ArchivePurge purge = purge(Map.of());
        fill(10);

        schedule.tick();

        assertThat(sizes()).containsExactly(10, 10, 10);
        purge.end();
    }

    @Test
    void whatIsOlderThanTheDaysOfTheAccountOrItsDomainGoes() {
        purge(Map.of("days", 5, "daysOfDomain", new String[] {"montague.example: 7"}));
        fill(10);
        retention.ofAccount(NURSE, Optional.of(0));

        schedule.tick();

        assertThat(sizes()).containsExactly(5, 10, 7);
    }

    @Test
    void anAccountMayDifferWhereOthersAreKeptForEver() {
        purge(Map.of());
        fill(10);
        retention.ofAccount(NURSE, Optional.of(2));

        schedule.tick();

        assertThat(sizes()).containsExactly(10, 2, 10);
    }

    @Test
    void longArchivesArePurgedInManySmallSteps() {
        purge(Map.of("days", 1));
        Instant old = Instant.now().minus(Duration.ofDays(2));
        for (int i = 0; i < 1000; i++) {
            Archives.append(store, JULIET, old.plusMillis(i));
        }

        schedule.repeat();

        int steps = 0;
        int left = store.archive().count(JULIET, Log.Query.first(2000));
        assertThat(left).isEqualTo(1000 - Purge.BATCH);
        while (schedule.next()) {
            int now = store.archive().count(JULIET, Log.Query.first(2000));
            assertThat(left - now).isLessThanOrEqualTo(Purge.BATCH);
            left = now;
            steps++;
        }
        assertThat(left).isZero();
        assertThat(steps).isGreaterThanOrEqualTo(1000 / Purge.BATCH - 1);
    }

    @Test
    void oneWalkEndsBeforeTheNextBegins() {
        purge(Map.of("days", 5));
        fill(10);
        schedule.repeat();
        int waiting = schedule.waiting();

        schedule.repeat();

        assertThat(schedule.waiting()).isEqualTo(waiting);
        schedule.tick();
        fill(10);
        schedule.tick();
        assertThat(sizes()).containsExactly(10, 10, 10);
    }

    @Test
    void nothingIsRemovedAfterTheEnd() {
        ArchivePurge purge = purge(Map.of("days", 5));
        fill(10);
        schedule.repeat();
        List<Integer> before = sizes();

        purge.end();
        schedule.tick();

        assertThat(sizes()).isEqualTo(before);
        assertThat(schedule.jobs()).isZero();
    }

    @Test
    void withoutAccountsNothingIsRemoved() {
        ArchivePurge purge = purge(Map.of("days", 5));
        fill(10);
        purge.accounts = null;

        schedule.tick();

        assertThat(sizes()).containsExactly(10, 10, 10);
    }

    @Test
    void theArchiveOfAnAccountThatIsRemovedGoesBeforeTheRest() {
        ArchivePurge purge = purge(Map.of());
        fill(Purge.BATCH + 10);

        purge.removing(JULIET);
        purge.removed(JULIET);
        assertThat(sizes().getFirst()).isZero();

        Archives.append(store, JULIET, Instant.now());
        purge.created(JULIET);
        assertThat(sizes().getFirst()).isZero();
        assertThat(sizes().getLast()).isEqualTo(Purge.BATCH + 10);
    }

    @Test
    void aDomainWithoutDaysIsRefused() {
        assertThatThrownBy(() -> retention(Map.of("daysOfDomain", new String[] {"stoa.example"})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stoa.example");
    }

    @Test
    void administratorsSayHowLongTheMessagesOfAnAccountAreKept() {
        fill(3);
        ArchiveKeep keep = new ArchiveKeep(accounts, retention);
        ArchiveShow show = new ArchiveShow(store, retention);
        assertThat(facts(show.run(form(JULIET))))
                .containsEntry("messages", "3")
                .containsEntry("archives", "always")
                .containsEntry("kept", "for ever");

        keep.run(new Form(Map.of("jid", JULIET.toString(), "days", "30"), "local:test"));
        assertThat(facts(show.run(form(JULIET))))
                .containsEntry("kept", "for 30 days (this account)");
        assertThat(facts(show.run(form(NURSE)))).containsEntry("kept", "for ever");

        keep.run(form(JULIET));
        assertThat(facts(show.run(form(JULIET)))).containsEntry("kept", "for ever");
        assertThat(retention.ofAccount(JULIET)).isEmpty();
        assertThatThrownBy(
                        () ->
                                keep.run(
                                        new Form(
                                                Map.of("jid", JULIET.toString(), "days", "-1"),
                                                "local:test")))
                .isInstanceOf(AdminException.class);
        assertThatThrownBy(() -> keep.run(form(BareJid.parse("nobody@stoa.example"))))
                .isInstanceOf(AdminException.class);
    }

    @Test
    void administratorsClearAnArchive() {
        fill(3);
        ArchiveClear clear = new ArchiveClear(store);

        assertThat(facts(clear.plan(form(JULIET)).orElseThrow()).get("first")).startsWith("20");
        assertThat(sizes()).containsExactly(3, 3, 3);
        assertThat(clear.run(form(JULIET)).message()).contains("3 messages");
        assertThat(sizes()).containsExactly(0, 3, 3);
        assertThat(facts(new ArchiveShow(store, retention).run(form(JULIET))))
                .containsEntry("first", "-");
    }

    private static Form form(BareJid account) {
        return new Form(Map.of("jid", account.toString()), "local:test");
    }

    private static Map<String, String> facts(Report report) {
        return report.rows().stream().collect(Collectors.toMap(List::getFirst, List::getLast));
    }

    /** A schedule whose time passes when the test says so. */
    private static final class Manual implements Schedule {

        private final Deque<Runnable> repeated = new ArrayDeque<>();
        private final Deque<Runnable> later = new ArrayDeque<>();

        @Override
        public Job after(Duration delay, Runnable job) {
            later.add(job);
            return () -> later.remove(job);
        }

        @Override
        public Job every(Duration interval, Runnable job) {
            repeated.add(job);
            return () -> repeated.remove(job);
        }

        void repeat() {
            List.copyOf(repeated).forEach(Runnable::run);
        }

        boolean next() {
            Optional<Runnable> job = Optional.ofNullable(later.poll());
            job.ifPresent(Runnable::run);
            return job.isPresent();
        }

        void tick() {
            repeat();
            boolean more = true;
            while (more) {
                more = next();
            }
        }

        int jobs() {
            return repeated.size();
        }

        int waiting() {
            return later.size();
        }
    }
}
