package io.stoa.im.mam.retention;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.auth.Accounts;
import io.stoa.bus.Domains;
import io.stoa.bus.Schedule;
import io.stoa.im.mam.ArchiveStore;
import io.stoa.im.mam.MamHandler;
import io.stoa.jid.BareJid;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Removes what is too old, a few rows at a time with a rest in between, so that nobody who sends or
 * asks has to wait for it; and all that an account has, likewise, before the account is erased.
 * Thread-safe.
 */
@Component(configurationPid = "io.stoa.im.mam", immediate = true)
public final class ArchivePurge implements AccountListener {

    /** So many rows of one transaction are some milliseconds. */
    static final int BATCH = 100;

    /** So many accounts are looked at without a rest. */
    private static final int LOOKS = 100;

    private static final Duration REST = Duration.ofMillis(20);
    private static final Logger LOG = LoggerFactory.getLogger(ArchivePurge.class);

    /** Who has an account, if anybody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Accounts accounts;

    private final ArchiveStore store;
    private final Retention retention;
    private final Schedule schedule;
    private final Domains domains;
    private final Clock clock;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Schedule.Job job;

    /** Begins to look for what is too old. */
    @Activate
    public ArchivePurge(
            @Reference(policyOption = GREEDY) ArchiveStore store,
            @Reference(policyOption = GREEDY) Retention retention,
            @Reference(policyOption = GREEDY) Schedule schedule,
            @Reference(policyOption = GREEDY) Domains domains,
            MamHandler.Config config) {
        this.store = store;
        this.retention = retention;
        this.schedule = schedule;
        this.domains = domains;
        this.clock = Clock.systemUTC();
        this.job = schedule.every(Duration.ofMinutes(config.purgeMinutes()), this::sweep);
    }

    /** Looks no further. */
    @Deactivate
    public void end() {
        ended.set(true);
        job.cancel();
    }

    private void sweep() {
        Accounts known = accounts;
        if (known != null && sweeping.compareAndSet(false, true)) {
            go(new Sweep(store, retention, known, domains.all(), clock.instant()));
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

    /** To be erased in one transaction, an archive may be far too long. */
    @Override
    public void removing(BareJid account) {
        store.clear(account, BATCH);
    }

    @Override
    public void removed(BareJid account) {
        store.forget(account);
    }

    /**
     * What was on its way while an earlier account of this name was removed is not the new one's.
     */
    @Override
    public void created(BareJid account) {
        store.clear(account, BATCH);
        store.forget(account);
    }
}
