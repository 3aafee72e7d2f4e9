package io.stoa.core.launcher;

import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stops the framework in good order, however the end comes. A signal ends a JVM with 128 + its
 * number; an orderly stop should end with 0, so after a signal the hook itself halts the JVM once
 * everything is down. Thread-safe.
 */
final class Ending {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Framework framework;
    private final Terminal terminal;
    private final AtomicBoolean ours = new AtomicBoolean();

    private Ending(Framework framework, Terminal terminal) {
        this.framework = framework;
        this.terminal = terminal;
    }

    static Ending of(Framework framework, Terminal terminal) {
        Ending ending = new Ending(framework, terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(ending::onSignal, "stoa-stop"));
        return ending;
    }

    /** Stops the framework and returns the exit code. */
    int finish(int code) {
        // after a signal the hook is at it: System.exit then waits until it halts the JVM
        return ours.compareAndSet(false, true) && !stop() ? 1 : code;
    }

    private void onSignal() {
        if (ours.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(stop() ? 0 : 1);
        }
    }

    private boolean stop() {
        try {
            framework.stop();
            FrameworkEvent end = framework.waitForStop(PATIENCE.toMillis());
            if (end.getType() != FrameworkEvent.WAIT_TIMEDOUT) {
                return true;
            }
            terminal.error("stoa: not everything has stopped after " + PATIENCE.toSeconds() + " s");
        } catch (BundleException failure) {
            terminal.error("stoa: could not stop: " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
