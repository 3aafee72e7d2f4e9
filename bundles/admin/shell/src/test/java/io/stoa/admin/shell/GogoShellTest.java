package io.stoa.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.admin.CommandLine;
import io.stoa.admin.Console;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

final class GogoShellTest {

    private final ThreadIOImpl io = new ThreadIOImpl();
    private final CommandProcessorImpl processor = new CommandProcessorImpl(io);
    private final GogoShell shell = new GogoShell(processor);
    private final List<List<String>> ran = new ArrayList<>();
    private final CommandLine commands =
            (words, console) -> {
                ran.add(words);
                console.print("done as " + console.actor());
                return 0;
            };

    /** A terminal with lines typed into it. */
    private static final class Typed implements Console {
        final List<String> shown = new ArrayList<>();
        private final Deque<String> lines;

        Typed(String... lines) {
            this.lines = new ArrayDeque<>(List.of(lines));
        }

        @Override
        public String actor() {
            return "local:juliet";
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public void print(String text) {
            shown.add(text);
        }

        @Override
        public void warn(String text) {
            shown.add("! " + text);
        }

        @Override
        public Optional<String> line(String prompt) {
            return Optional.ofNullable(lines.poll());
        }

        @Override
        public Optional<String> secret(String prompt) {
            return Optional.empty();
        }
    }

    @BeforeEach
    void start() {
        io.start();
        processor.addCommand("stoa", new GogoCommand("account", commands), "account");
    }

    @AfterEach
    void stop() {
        processor.stop();
        io.stop();
    }

    @Test
    void aLineIsACommandOfTheServer() {
        Typed console = new Typed("account add juliet@example.org --json", "exit", "account never");

        shell.run(console);

        assertThat(ran).containsExactly(List.of("account", "add", "juliet@example.org", "--json"));
        assertThat(console.shown).containsExactly("done as local:juliet");
    }

    @Test
    void quotesKeepWordsTogetherAndVariablesWork() {
        shell.run(new Typed("x = list", "", "account $x 'a b'"));

        assertThat(ran).containsExactly(List.of("account", "list", "a b"));
    }

    @Test
    void aMistakeIsShownAndTheShellGoesOn() {
        Typed console = new Typed("bogus", "account list");

        shell.run(console);

        assertThat(console.shown.getFirst()).startsWith("! stoa: ").contains("bogus");
        assertThat(ran).containsExactly(List.of("account", "list"));
    }

    @Test
    void theEndOfTheInputEndsTheShell() {
        Typed console = new Typed();

        shell.run(console);

        assertThat(console.shown).isEmpty();
    }
}
