package io.stoa.core.launcher;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

/**
 * The launcher's ear inside the framework: bundles that have something to say to the person at the
 * terminal find it as a {@code BiConsumer} service with {@code stoa.launcher=true} (a JDK type, for
 * the launcher's own classes are not visible to bundles). Words: {@code print} and {@code warn}
 * show a text; {@code ready} and {@code failed} show it and say how the start went; {@code refused}
 * ends the JVM at once, before anything has begun that needs an orderly end. Thread-safe.
 */
final class StartReport implements BiConsumer<String, String> {

    private final Terminal terminal;
    private final IntConsumer halt;
    private final BlockingQueue<Boolean> outcome = new LinkedBlockingQueue<>();

    StartReport(Terminal terminal, IntConsumer halt) {
        this.terminal = terminal;
        this.halt = halt;
    }

    @Override
    public void accept(String word, String text) {
        switch (word) {
            case "print" -> terminal.print(text);
            case "ready" -> {
                terminal.print(text);
                outcome.add(true);
            }
            case "failed" -> {
                terminal.error("stoa: " + text);
                outcome.add(false);
            }
            case "refused" -> {
                terminal.error("stoa: " + text);
                halt.accept(1);
            }
            default -> terminal.error("stoa: " + text);
        }
    }

    /** Wakes up whoever waits, for the framework has stopped before it was ready. */
    void stopped() {
        outcome.add(true);
    }

    /** Waits until the start has ended; tells whether well. */
    boolean await(Duration patience) throws InterruptedException {
        Boolean well = outcome.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (well == null) {
            terminal.error("stoa: the server has not said that it is ready; see log/stoa.log");
        }
        return well != null && well;
    }
}
