package io.stoa.core.lifecycle.change;

import io.stoa.lifecycle.Gate;

import java.time.Duration;
import java.util.Optional;

/**
 * How long the steps of a change may take. Behind a gate at which callers wait: all together half
 * of the time that they still wait, so that the version before can be brought back to them in the
 * other half. Without one: each step as long as is usual. Immutable.
 */
final class Patience {

    static final Duration USUAL = Duration.ofSeconds(10);

    private static final Duration LEAST = Duration.ofMillis(1);

    private final boolean together;
    private final long end;

    private Patience(boolean together, long end) {
        this.together = together;
        this.end = end;
    }

    /** Returns the patience for what is done from now on behind a gate, if there is one. */
    static Patience behind(Optional<Gate> gate) {
        Duration left = gate.map(Gate::left).orElse(Duration.ZERO);
        // nobody waits at a gate that is not there, or lets nobody wait
        return new Patience(!left.isZero(), System.nanoTime() + left.toNanos() / 2);
    }

    /** Returns how long the next step may take. */
    Duration left() {
        if (!together) {
            return USUAL;
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return left.compareTo(USUAL) < 0 ? left : USUAL;
    }
}
