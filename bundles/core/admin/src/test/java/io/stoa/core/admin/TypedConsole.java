package io.stoa.core.admin;

import io.stoa.admin.Console;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A terminal whose answers are known before. */
final class TypedConsole implements Console {

    final List<String> printed = new ArrayList<>();
    final List<String> warned = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    private final Deque<String> answers;
    private final boolean interactive;

    TypedConsole(boolean interactive, String... answers) {
        this.interactive = interactive;
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    @Override
    public String actor() {
        return "local:juliet";
    }

    @Override
    public boolean interactive() {
        return interactive;
    }

    @Override
    public void print(String text) {
        printed.add(text);
    }

    @Override
    public void warn(String text) {
        warned.add(text);
    }

    @Override
    public Optional<String> line(String prompt) {
        return secret(prompt);
    }

    @Override
    public Optional<String> secret(String prompt) {
        asked.add(prompt);
        return Optional.ofNullable(answers.poll());
    }

    @Override
    public boolean pause(Duration howLong) {
        return answers.isEmpty() || answers.poll().equals("q");
    }
}
