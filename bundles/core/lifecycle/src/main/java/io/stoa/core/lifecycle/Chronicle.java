package io.stoa.core.lifecycle;

import io.stoa.core.lifecycle.change.Outcome;
import io.stoa.core.lifecycle.store.Desired;
import io.stoa.core.lifecycle.store.History;
import io.stoa.json.JsonObject;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * A change, as it is written down.
 *
 * @param request what was asked for
 * @param actor by whom
 * @param plan what it was to do
 * @param before what was wanted before
 * @param slow how long 99 of 100 calls to what it touches had taken at most
 */
record Chronicle(
        Request request, String actor, Plan plan, Desired before, Optional<Duration> slow) {

    static final String AFTER = "p99-after-ms";
    private static final String RETURNED = "returned";

    String versionBefore() {
        return Plan.version(plan.target().catalogue().on(before), plan.target().feature());
    }

    String versionAfter(Outcome outcome) {
        Desired after = after(outcome);
        return Plan.version(plan.target().catalogue().on(after), plan.target().feature());
    }

    /** Returns what is wanted when all is done. */
    Desired after(Outcome outcome) {
        return outcome.done() ? plan.target().desired() : before;
    }

    /** Returns the entry. How long calls take afterwards is not known yet. */
    JsonObject entry(Outcome outcome) {
        return JsonObject.EMPTY
                .with("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .with("actor", actor)
                .with("verb", request.verb().word())
                .with("feature", plan.target().feature())
                .with("version-before", versionBefore())
                .with("version-after", versionAfter(outcome))
                .with("outcome", outcome.done() ? History.DONE : RETURNED)
                .with("reason", outcome.failure().orElse(""))
                .with("parked", outcome.passed().parked())
                .with("refused", outcome.passed().refused())
                .with("longest-wait-ms", outcome.passed().longest().toMillis())
                .with("p99-before-ms", slow.map(Chronicle::millis).orElse(""))
                .with("p99-during-ms", during(outcome))
                .with("closed-ms", outcome.passed().shut().toMillis())
                .with("took-ms", outcome.took().toMillis())
                .with("plan", plan.toJson())
                .with("before", before.toJson())
                .with("after", after(outcome).toJson());
    }

    private static String during(Outcome outcome) {
        return outcome.passed().parked() == 0 ? "" : millis(outcome.passed().p99());
    }

    /** Writes a duration, for what is short to the microsecond. */
    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e6);
    }
}
