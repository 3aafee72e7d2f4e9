package io.stoa.core.launcher;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The terminal of the person who called us. Thread-safe. */
class Terminal {

    private static final long POLL_MILLIS = 50;

    private final BufferedReader in;
    private final PrintStream out;
    private final PrintStream err;

    Terminal(InputStream in, PrintStream out, PrintStream err) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.err = err;
    }

    static Terminal standard() {
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err));
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    void print(String text) {
        write(out, text);
    }

    void error(String text) {
        write(err, text);
    }

    private static void write(PrintStream stream, String text) {
        stream.print(text.endsWith("\n") ? text : text + "\n");
        stream.flush();
    }

    /** Tells whether somebody can be asked. */
    boolean interactive() {
        return console().filter(Console::isTerminal).isPresent();
    }

    /** Waits; empty when somebody has typed a line, or cannot any more. */
    Optional<String> pause(long millis) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (System.nanoTime() < end) {
                if (in.ready()) {
                    in.readLine();
                    return Optional.empty();
                }
                if (never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            }
            return Optional.of("");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Asks for a line, or reads one where nobody can be asked; empty at the end of the input. */
    Optional<String> line(String prompt) throws IOException {
        Optional<Console> console = console();
        return console.isPresent()
                ? console.map(it -> it.readLine("%s", prompt))
                : Optional.ofNullable(in.readLine());
    }

    /** Asks for a secret without showing it; empty at the end of the input. */
    Optional<String> secret(String prompt) {
        return console().map(console -> console.readPassword("%s", prompt)).map(String::new);
    }

    private static Optional<Console> console() {
        return Optional.ofNullable(System.console());
    }
}
