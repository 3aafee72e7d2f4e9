package io.stoa.admin.adhoc;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Schedule;
import io.stoa.commands.Executions;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.time.InstantSource;

/** The commands that are being executed; they end when their requester leaves. Thread-safe. */
@Component(service = {Runs.class, SessionListener.class})
public final class Runs implements SessionListener {

    private final Executions executions;
    private final Schedule.Job purge;

    /** Executes none yet. */
    @Activate
    public Runs(@Reference(policyOption = GREEDY) Schedule schedule) {
        this(schedule, InstantSource.system());
    }

    Runs(Schedule schedule, InstantSource clock) {
        this.executions = new Executions(clock);
        this.purge = schedule.every(Duration.ofMinutes(1), executions::purge);
    }

    /** Purges no more. */
    @Deactivate
    public void stop() {
        purge.cancel();
    }

    @Override
    public void on(SessionEvent event) {
        if (event instanceof SessionEvent.Closed) {
            executions.leave(event.session().address());
        }
    }

    Executions executions() {
        return executions;
    }
}
