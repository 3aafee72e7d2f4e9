package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.feature.FeatureException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does what a feature's own code may make last for ever, and gives it up. Stateless. */
final class Bounded {

    private static final Logger LOG = LoggerFactory.getLogger(Bounded.class);
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Bounded() {}

    /**
     * Runs a step on a thread of its own, which is interrupted when it takes too long.
     *
     * @param what the step, for the complaint: “io.stoa.info.ping does not start”
     */
    static <T> T run(String what, Duration patience, Callable<T> step) {
        FutureTask<T> task = new FutureTask<>(step);
        Thread thread = Thread.ofPlatform().daemon().name("stoa-lifecycle").start(task);
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            task.cancel(true);
            settle(thread);
            throw new FeatureException(
                    what
                            + ": given up after "
                            + patience.toSeconds()
                            + " s and interrupted; look for what its components wait for when they"
                            + " are activated",
                    tooLong);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new FeatureException(what + ": " + Words.of(cause), cause);
        } catch (InterruptedException interrupted) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new FeatureException(what + ": interrupted", interrupted);
        }
    }

    /** Lets a thread that was interrupted put things in order: the next step needs its locks. */
    private static void settle(Thread thread) {
        try {
            if (!thread.join(GRACE)) {
                LOG.error(
                        "a thread of a feature does not heed its interruption and is left behind");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
