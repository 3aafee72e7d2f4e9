package io.stoa.core.session;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.core.session.Saved.Batch;
import io.stoa.storage.Log;
import io.stoa.storage.Storage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps resumable sessions in the storage and brings back those that were there when the process
 * ended, however it did. Without it, and while there is no storage, sessions outlive their streams
 * but not the process.
 */
@Component(service = Keeper.class, immediate = true)
public final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
    private static final Duration WATCH = Duration.ofSeconds(1);
    private static final int PAGE = 200;

    private final SessionTable table;
    private final Optional<Journal> journal;
    private final Optional<Schedule.Job> watch;

    /** Brings the sessions back. */
    @Activate
    public Keeper(
            @Reference(policyOption = GREEDY) SessionTable table,
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.table = table;
        if (!table.keeps()) {
            this.journal = Optional.empty();
            this.watch = Optional.empty();
            table.allRestored();
            return;
        }
        Journal begun = restored(storage.log(BatchCodec.STORE), schedule);
        begun.renew();
        this.journal = Optional.of(begun);
        this.watch = Optional.of(schedule.every(WATCH, begun::watch));
    }

    private Journal restored(Log<Batch> log, Schedule schedule) {
        try {
            // where another storage has come instead, those who are here are the truth, and the
            // journal is begun anew with them
            boolean replaced = table.restored();
            Replay replay = new Replay();
            long epoch = replaced ? lastEpoch(log) : read(log, replay);
            Journal begun = new Journal(log, schedule, table.tracks(), table::everybody, epoch);
            // before the sessions: who is told of them may give them something, and wait until it
            // is durable
            table.tracks().journal(begun);
            if (!replaced) {
                restore(replay);
            }
            return begun;
        } finally {
            // also when it cannot be read: nobody comes back any more then
            table.allRestored();
        }
    }

    /** Epochs never fall. */
    private static long lastEpoch(Log<Batch> log) {
        return log.find(Journal.OWNER, Log.Query.end(true, 1)).entries().stream()
                .mapToLong(it -> it.time().getEpochSecond())
                .max()
                .orElse(0);
    }

    /** Reads all of it; returns the epoch of the last entry. */
    private static long read(Log<Batch> log, Replay replay) {
        long epoch = 0;
        Log.Query query = Log.Query.first(PAGE);
        boolean complete = false;
        while (!complete) {
            Log.Page<Batch> page = log.find(Journal.OWNER, query);
            for (Log.Entry<Batch> entry : page.entries()) {
                replay.apply(entry.value());
                epoch = Math.max(epoch, entry.time().getEpochSecond());
                query =
                        new Log.Query(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(entry.id()),
                                Optional.empty(),
                                false,
                                PAGE);
            }
            complete = page.complete();
        }
        return epoch;
    }

    private void restore(Replay replay) {
        replay.ended().forEach(table.tracks().tombs()::add);
        List<Replay.Restored> sessions = replay.sessions();
        int restored = 0;
        for (Replay.Restored session : sessions) {
            if (table.restore(session)) {
                restored++;
            }
        }
        replay.passing().forEach(table::restoreToEnd);
        if (restored > 0) {
            LOG.info("{} session(s) may be resumed", restored);
        }
    }

    /** Writes what is left to write. */
    @Deactivate
    public void stop() {
        watch.ifPresent(Schedule.Job::cancel);
        journal.ifPresent(Journal::close);
        table.tracks().noJournal();
    }
}
