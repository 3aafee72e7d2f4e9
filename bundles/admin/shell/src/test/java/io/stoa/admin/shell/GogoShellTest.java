package io.stoa.admin.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.admin.CommandLine;
import io.stoa.admin.Console;

import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** What Felix has for people who change bundles. */
    public final class Felix {
        /** Stops a bundle, past everything. */
        public void stop(String bundle) {
            ran.add(List.of("felix:stop", bundle));
        }

        /** Starts a bundle, past everything. */
        public void start(String bundle) {
            ran.add(List.of("felix:start", bundle));
        }

        /** Looks. */
        public String lb() {
            return "bundles";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "felix:stop 5",
                "start 5",
                "  felix:start 5",
                "account list; felix:stop 5",
                "account list | felix:stop 5",
                "account list & start 5",
                "'felix:stop' 5",
                "\"felix:stop\" 5",
                "fe\\lix:stop 5",
                "x = felix:stop 5",
                "x = (felix:stop 5)",
                "account $(felix:stop 5)",
                "account \"$(felix:stop 5)\"",
                "account (felix:stop 5)",
                "{ felix:stop 5 }",
                "account `felix:stop 5`",
                "$.context",
                "$.context bundles",
                "osgi:eval 'felix:stop 5'",
                "eval 'felix:stop 5'",
                "*:stop 5"
            })
    void nothingLeadsPastThePlanAndTheGate(String line) {
        processor.addCommand("felix", new Felix(), "stop");
        processor.addCommand("felix", new Felix(), "start");
        Typed console = new Typed(line);

        shell.run(console);

        assertThat(ran).noneMatch(it -> it.getFirst().startsWith("felix"));
        assertThat(console.shown).anyMatch(it -> it.startsWith("! stoa: "));
    }

    @Test
    void aStopPastTheGateIsToldTheRightWay() {
        Typed console = new Typed("felix:stop 5");

        shell.run(console);

        assertThat(console.shown)
                .singleElement()
                .asString()
                .contains("past the plan and the gate", "feature start, stop", "feature plan");
    }

    @Test
    void whatOnlyLooksIsThere() {
        processor.addCommand("felix", new Felix(), "lb");
        Typed console = new Typed("lb", "felix:lb", "account '(a) {b} $c' \"d (e)\"");

        shell.run(console);

        assertThat(console.shown).filteredOn(it -> it.contains("bundles")).hasSize(2);
        assertThat(ran).containsExactly(List.of("account", "(a) {b} $c", "d (e)"));
    }
}
