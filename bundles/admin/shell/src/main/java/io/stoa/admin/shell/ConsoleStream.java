package io.stoa.admin.shell;

import io.stoa.admin.Console;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Gathers what Gogo prints and hands it to the console whenever Gogo flushes. Not thread-safe. */
final class ConsoleStream extends ByteArrayOutputStream {

    private final Console console;

    ConsoleStream(Console console) {
        this.console = console;
    }

    @Override
    public void flush() {
        String text = toString(StandardCharsets.UTF_8);
        if (!text.isEmpty()) {
            reset();
            console.print(text);
        }
    }
}
