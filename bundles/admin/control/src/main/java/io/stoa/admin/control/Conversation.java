package io.stoa.admin.control;

import io.stoa.admin.Console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** The terminal at the other end of the control socket. Not thread-safe. */
final class Conversation implements Console {

    private final Wire wire;
    private final String actor;
    private final boolean interactive;

    Conversation(Wire wire, String actor, boolean interactive) {
        this.wire = wire;
        this.actor = actor;
        this.interactive = interactive;
    }

    @Override
    public String actor() {
        return actor;
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void print(String text) {
        write('o', text);
    }

    @Override
    public void warn(String text) {
        write('e', text);
    }

    void end(int code) {
        write('x', Integer.toString(code));
    }

    private void write(char kind, String text) {
        try {
            wire.write(kind, text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public Optional<String> line(String prompt) {
        return ask('l', prompt);
    }

    @Override
    public Optional<String> secret(String prompt) {
        return ask('s', prompt);
    }

    @Override
    public boolean pause(Duration howLong) {
        return ask('p', Long.toString(howLong.toMillis())).isEmpty();
    }

    private Optional<String> ask(char kind, String prompt) {
        try {
            return wire.ask(kind, prompt);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
