package io.stoa.admin.ssh;

import io.stoa.admin.Console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The terminal at the other end of an SSH channel. With a pseudo-terminal the client sends every
 * key and shows nothing by itself: echo and erasing are done here. Used by one thread at a time.
 */
final class Tty implements Console {

    private static final int CONTROL_C = 3;
    private static final int CONTROL_D = 4;
    private static final int BACKSPACE = 8;
    private static final int CONTROL_U = 21;
    private static final int ESCAPE = 27;
    private static final int DELETE = 127;
    private static final long POLL_MILLIS = 50;
    private static final int LONGEST = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final String actor;
    private final boolean terminal;
    private boolean afterReturn;

    Tty(InputStream in, OutputStream out, OutputStream err, String actor, boolean terminal) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.actor = actor;
        this.terminal = terminal;
    }

    @Override
    public String actor() {
        return actor;
    }

    @Override
    public boolean interactive() {
        return terminal;
    }

    @Override
    public void print(String text) {
        write(out, text.endsWith("\n") ? text : text + "\n");
    }

    @Override
    public void warn(String text) {
        write(err, text.endsWith("\n") ? text : text + "\n");
    }

    private void write(OutputStream stream, String text) {
        try {
            String lines = terminal ? text.replace("\n", "\r\n") : text;
            stream.write(lines.getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public Optional<String> line(String prompt) {
        return ask(prompt, true);
    }

    @Override
    public Optional<String> secret(String prompt) {
        return ask(prompt, false);
    }

    private Optional<String> ask(String prompt, boolean shown) {
        if (terminal) {
            write(out, prompt);
        }
        try {
            Optional<String> line = read(shown && terminal);
            if (terminal) {
                write(out, "\n");
            }
            return line;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Optional<String> read(boolean echo) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int key = in.read();
        while (!ends(key, line)) {
            if (returned(key)) {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (terminal && key == CONTROL_C) {
                return Optional.of("");
            }
            if (key != '\n') {
                take(key, line, echo);
            }
            key = in.read();
        }
        return line.size() == 0
                ? Optional.empty()
                : Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private boolean ends(int key, ByteArrayOutputStream line) {
        return key < 0 || (terminal && key == CONTROL_D && line.size() == 0);
    }

    /** A line ends with CR, LF or both; the second of both ends no other line. */
    private boolean returned(int key) {
        boolean second = key == '\n' && afterReturn;
        afterReturn = key == '\r';
        return (key == '\n' && !second) || key == '\r';
    }

    private void take(int key, ByteArrayOutputStream line, boolean echo) throws IOException {
        if (!terminal || isText(key)) {
            if (line.size() < LONGEST) {
                line.write(key);
                echo(echo, new byte[] {(byte) key});
            }
        } else {
            edit(key, line, echo);
        }
    }

    private static boolean isText(int key) {
        return key >= ' ' && key != DELETE;
    }

    private void edit(int key, ByteArrayOutputStream line, boolean echo) throws IOException {
        switch (key) {
            case BACKSPACE, DELETE -> erase(line, echo);
            case CONTROL_U -> {
                while (line.size() > 0) {
                    erase(line, echo);
                }
            }
            case ESCAPE -> skipSequence();
            default -> {}
        }
    }

    /** An arrow or function key (ECMA-48 §5.4): there is no history to go through. */
    private void skipSequence() throws IOException {
        if (in.read() == '[') {
            int next = in.read();
            while (next >= 0 && next < '@') {
                next = in.read();
            }
        }
    }

    /** Takes the last character away, which may have several bytes. */
    private void erase(ByteArrayOutputStream line, boolean echo) throws IOException {
        byte[] bytes = line.toByteArray();
        int length = bytes.length;
        while (length > 0) {
            length--;
            if ((bytes[length] & 0xC0) != 0x80) {
                break;
            }
        }
        if (bytes.length > 0) {
            line.reset();
            line.write(bytes, 0, length);
            echo(echo, "\b \b".getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void echo(boolean echo, byte[] bytes) throws IOException {
        if (echo) {
            out.write(bytes);
            out.flush();
        }
    }

    @Override
    public boolean pause(Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (System.nanoTime() < end) {
                if (in.available() > 0) {
                    in.read();
                    return true;
                }
                if (never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
            return false;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
