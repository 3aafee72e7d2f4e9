package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what a feature's own code may make last for ever, and gives it up. Stateless. */
final class Bounded {

    /** So long a thread that is interrupted may put things in order: callers wait at the gate. */
    private static final Duration GRACE = Duration.ofMillis(300);

    private static final Duration AGAIN = Duration.ofMillis(30);

    /** A thread that heeds no interruption. */
    private static final class LeftBehind extends Exception {

        private static final long serialVersionUID = 1L;

        LeftBehind(String what) {
            super(what + ", and its thread heeds no interruption and is left behind");
        }
    }

    private Bounded() {}

    /** Tells whether what was given up goes on all the same. */
    static boolean leftBehind(FeatureException failure) {
        return failure.getCause() instanceof LeftBehind;
    }

    /**
     * Runs a step on a thread of its own, which is interrupted when it takes too long.
     *
     * @param what the step, for the complaint: “io.stoa.info.ping does not start”
     */
    static <T> T run(String what, Duration patience, Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        Thread thread = Thread.ofPlatform().daemon().name("stoa-lifecycle").start(task);
        try {
            return task.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException tooLong) {
            Throwable cause = ended(thread) ? tooLong : new LeftBehind(what);
            throw new FeatureException(
                    "%s: given up after %.1f s and interrupted; look for what its components wait"
                                    .formatted(what, patience.toMillis() / 1000.0)
                            + " for when they are activated, or let callers wait longer"
                            + " (io.stoa.core.lease:parkedSeconds)",
                    cause);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new FeatureException(what + ": " + Words.of(cause), cause);
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new FeatureException(what + ": interrupted", interrupted);
        }
    }

    /**
     * Interrupts a thread until it has ended, for the component runtime asks a component that hangs
     * once more when its bundle is stopped, and then it hangs there.
     */
    private static boolean ended(Thread thread) {
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            do {
                thread.interrupt();
                if (thread.join(AGAIN)) {
                    return true;
                }
            } while (System.nanoTime() < end);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
