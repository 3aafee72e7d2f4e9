package io.stoa.core.launcher;

import java.io.IOException;
import java.nio.file.Path;
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
    private final HeldErrors errors;
    private final Path data;
    private final IntConsumer halt;
    private final BlockingQueue<Boolean> outcome = new LinkedBlockingQueue<>();

    StartReport(Terminal terminal, HeldErrors errors, Path data, IntConsumer halt) {
        this.terminal = terminal;
        this.errors = errors;
        this.data = data;
        this.halt = halt;
    }

    @Override
    public void accept(String word, String text) {
        switch (word) {
            case "print" -> terminal.print(text);
            case "ready" -> ready(text);
            case "failed" -> failed(text);
            case "refused" -> {
                terminal.error("stoa: " + text);
                halt.accept(1);
            }
            default -> terminal.error("stoa: " + text);
        }
    }

    private void ready(String banner) {
        try {
            errors.release();
        } catch (IOException gone) {
            terminal.error("stoa: " + gone);
        }
        terminal.print(banner);
        outcome.add(true);
    }

    private void failed(String why) {
        errors.discard();
        terminal.error("stoa: " + why + "\n  the whole story: " + data.resolve("log/stoa.log"));
        outcome.add(false);
    }

    /** Wakes up whoever waits, for the framework has stopped before it was ready. */
    void stopped() {
        outcome.add(true);
    }

    /** Waits until the start has ended; tells whether well. */
    boolean await(Duration patience) throws InterruptedException {
        Boolean well = outcome.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (well == null) {
            failed("the server has not said that it is ready");
        }
        return well != null && well;
    }
}
