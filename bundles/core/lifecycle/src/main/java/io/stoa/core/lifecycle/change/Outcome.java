package io.stoa.core.lifecycle.change;

import io.stoa.lifecycle.Gate;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a change. Immutable.
 *
 * @param failure why everything is as it was before, empty when the change was made
 * @param passed what the gate has seen
 * @param took how long it took, from the first look to the last
 */
public record Outcome(Optional<String> failure, Gate.Passed passed, Duration took) {

    /** What a gate has seen that was never closed. */
    public static final Gate.Passed NO_GATE =
            new Gate.Passed(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Tells whether the change was made. */
    public boolean done() {
        return failure.isEmpty();
    }
}
