package io.stoa.archive;

import io.stoa.bus.Schedule;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Removes what is too old, a few rows at a time with a rest in between, so that nobody who sends or
 * asks has to wait for it. Thread-safe.
 */
public final class Purge {

    /** So many rows of one transaction are some milliseconds. */
    public static final int BATCH = 100;

    /** So many owners are looked at without a rest. */
    private static final int LOOKS = 100;

    private static final Duration REST = Duration.ofMillis(20);
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final Archive archive;
    private final Retained retained;
    private final Schedule schedule;
    private final Clock clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Schedule.Job job;

    /** Begins to look for what is too old. */
    public Purge(Archive archive, Retained retained, Schedule schedule, Duration every) {
        this.archive = archive;
        this.retained = retained;
        this.schedule = schedule;
        this.clock = Clock.systemUTC();
        this.job = schedule.every(every, this::sweep);
    }

    /** Looks no further. */
    public void end() {
        ended.set(true);
        job.cancel();
    }

    private void sweep() {
        if (sweeping.compareAndSet(false, true)) {
            go(new Sweep(archive, retained, clock.instant()));
        }
    }

    /** Goes on until something was removed; the next step comes after a rest. */
    private void go(Sweep sweep) {
        boolean goesOn = false;
        try {
            int gone = 0;
            for (int looks = 0; gone == 0 && looks < LOOKS && !ended.get(); looks++) {
                gone = sweep.step(BATCH);
            }
            goesOn = gone != Sweep.DONE && !ended.get();
        } finally {
            if (!goesOn) {
                finished(sweep);
            }
        }
        if (goesOn) {
            schedule.after(REST, () -> go(sweep));
        }
    }

    private void finished(Sweep sweep) {
        sweeping.set(false);
        if (sweep.removed() > 0) {
            LOG.info("Removed {} archived messages that were too old", sweep.removed());
        }
    }
}
