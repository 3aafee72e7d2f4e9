package io.stoa.core.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.stoa.testkit.TestServiceObjects;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;

final class TerminalFaceTest {

    @TempDir private Path directory;
    private final TypedConsole console = new TypedConsole(false);
    private CommandRegistry registry;
    private TerminalFace face;

    @BeforeEach
    void open() {
        registry = new CommandRegistry(new AuditLog(directory.resolve("audit.log")));
        registry.bindCommand(new TestServiceObjects<>(Commands.ECHO));
        registry.bindCommand(new TestServiceObjects<>(Commands.LIST));
        registry.bindCommand(new TestServiceObjects<>(Commands.ERASE));
        face = new TerminalFace(registry);
    }

    private int run(TypedConsole at, String... words) {
        return face.run(Arrays.asList(words), at);
    }

    @Test
    void argumentsAndOptionsMayStandInAnyOrder() {
        int code = run(console, "echo", "back", "--times=2", "hello", "--loud", "a@b.example");

        assertThat(code).isZero();
        assertThat(console.printed.getFirst())
                .contains("text=hello", "times=2", "loud=true", "who=a@b.example")
                .endsWith("\n  say more");
    }

    @Test
    void afterTwoHyphensEverythingIsAnArgument() {
        assertThat(run(console, "echo", "back", "--", "--loud")).isZero();
        assertThat(console.printed.getFirst()).contains("text=--loud");
    }

    @ParameterizedTest
    @CsvSource({
        "--bogus,has no option --bogus",
        "--times,needs a value after --times",
        "a b@c.example d,does not take “d”"
    })
    void whatDoesNotBelongThereIsNamed(String words, String complaint) {
        assertThat(run(console, ("echo back " + words).split(" ", -1))).isEqualTo(2);
        assertThat(console.warned.getFirst())
                .contains("echo back " + complaint)
                .endsWith("see echo back --help");
    }

    @ParameterizedTest
    @CsvSource({
        "'',echo back needs text: what to say",
        "hi --times=many,“many”",
        "hi not/an@address,not an address"
    })
    void whatIsMissingOrMalformedIsNamed(String words, String complaint) {
        String line = ("echo back " + words).strip();
        assertThat(run(console, line.split(" ", -1))).isEqualTo(1);
        assertThat(console.warned.getFirst()).contains(complaint);
    }

    @Test
    void secretsAreAskedForWhereSomebodyCanAnswer() {
        TypedConsole person = new TypedConsole(true, "1234");

        run(person, "echo", "back", "hi");

        assertThat(person.asked).containsExactly("the code: ");
        assertThat(person.printed.getFirst()).contains("pin=1234");
    }

    @Test
    void anEmptyAnswerIsNoSecret() {
        TypedConsole person = new TypedConsole(true, "");

        run(person, "echo", "back", "hi");

        assertThat(person.printed.getFirst()).doesNotContain("pin");
    }

    @Test
    void secretsAreNotAskedForByAProgramNorTwice() {
        run(console, "echo", "back", "hi");
        TypedConsole person = new TypedConsole(true);
        run(person, "echo", "back", "hi", "--pin", "9");

        assertThat(console.asked).isEmpty();
        assertThat(person.asked).isEmpty();
    }

    @Test
    void helpIsMadeFromTheDefinition() {
        assertThat(run(console, "echo", "back", "--help")).isZero();
        assertThat(console.printed.getFirst())
                .isEqualTo(
                        """
                        stoa echo back TEXT [WHO] [--times N] [--loud] [--pin SECRET]

                          Say it again.

                          TEXT          what to say
                          WHO           to whom
                          --times N     how often
                          --loud        in capitals
                          --pin SECRET  the code

                          Example: echo back hello\
                        """);
    }

    @Test
    void tablesAreAlignedOrJson() {
        run(console, "thing", "list");
        run(console, "thing", "list", "--json");

        assertThat(console.printed)
                .containsExactly(
                        "NAME     SIZE\na        1\nbcd \"e\"  22",
                        "[{\"name\":\"a\",\"size\":\"1\"},"
                                + "{\"name\":\"bcd \\\"e\\\"\",\"size\":\"22\"}]");
    }

    @Test
    void helpComesAsAWordToo() {
        TypedConsole other = new TypedConsole(false);
        run(other, "echo", "back", "--help");
        assertThat(run(console, "help", "echo", "back")).isZero();
        assertThat(console.printed).isEqualTo(other.printed).isNotEmpty();
    }

    @Test
    void helpListsEverythingAndAGroupItsCommands() {
        assertThat(run(console, "help")).isZero();
        assertThat(run(console, "thing")).isZero();
        assertThat(run(console, "thing", "bogus")).isEqualTo(2);
        assertThat(console.printed.getFirst()).contains("echo back", "thing list");
        assertThat(console.printed.get(1)).doesNotContain("echo back");
    }

    @Test
    void anUnknownCommandIsRefused() {
        assertThat(run(console, "bogus", "it")).isEqualTo(2);
        assertThat(console.warned)
                .containsExactly("stoa: there is no command “bogus it”; see stoa help");
    }

    @Test
    void aRefusalIsShownAndGivesCodeOne() {
        registry.bindCommand(new TestServiceObjects<>(Commands.refusing()));

        assertThat(run(console, "fail")).isEqualTo(1);
        assertThat(console.warned).containsExactly("stoa: not today; try tomorrow");
    }

    @Test
    void aPersonSeesThePlanAndIsAsked() {
        TypedConsole person = new TypedConsole(true, "y");

        assertThat(run(person, "erase", "disk")).isZero();
        assertThat(person.asked).containsExactly("Go on? [y/N] ");
        assertThat(person.printed).containsExactly("This erases disk.", "erased disk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n", "yeah"})
    void anythingButYesMeansNo(String answer) {
        TypedConsole person = new TypedConsole(true, answer);

        assertThat(run(person, "erase", "disk")).isEqualTo(1);
        assertThat(person.printed).containsExactly("This erases disk.");
        assertThat(person.warned).containsExactly("stoa: nothing was changed");
    }

    @Test
    void theEndOfTheInputMeansNo() {
        TypedConsole person = new TypedConsole(true);

        assertThat(run(person, "erase", "disk")).isEqualTo(1);
        assertThat(person.printed).containsExactly("This erases disk.");
    }

    @Test
    void aProgramSeesThePlanAndIsRefused() {
        assertThat(run(console, "erase", "disk")).isEqualTo(1);
        assertThat(run(console, "erase", "disk", "--json")).isEqualTo(1);
        assertThat(console.printed)
                .containsExactly("This erases disk.", "{\"message\":\"This erases disk.\"}");
        assertThat(console.warned.getFirst()).contains("nothing was changed", "--yes");
    }

    @Test
    void yesMeansDoIt() {
        assertThat(run(console, "erase", "--yes", "disk")).isZero();
        assertThat(console.printed).containsExactly("erased disk");
    }

    @Test
    void whereNothingHappensNobodyIsAsked() {
        assertThat(run(console, "erase", "nothing")).isZero();
        assertThat(console.printed).containsExactly("erased nothing");
    }

    @Test
    void whatCannotBeDoneIsSaidInsteadOfAsked() {
        assertThat(run(console, "erase", "sky")).isEqualTo(1);
        assertThat(console.warned).containsExactly("stoa: the sky cannot be erased");
        assertThat(run(console, "erase")).isEqualTo(1);
        assertThat(console.warned.getLast()).contains("erase needs what");
    }

    @Test
    void yesBelongsToCommandsThatAsk() {
        assertThat(run(console, "echo", "back", "hi", "--yes")).isEqualTo(2);
        assertThat(console.warned.getFirst()).contains("echo back does not ask");
        run(console, "erase", "--help");
        assertThat(console.printed.getLast())
                .startsWith("stoa erase WHAT [--yes]")
                .contains("  --yes  do not show the plan and ask, do it");
    }

    @Test
    void whatIsLiveIsShownUntilSomebodyHasSeenEnough() {
        registry.bindCommand(new TestServiceObjects<>(Commands.CLOCK));
        TypedConsole person = new TypedConsole(true, "", "", "q");

        assertThat(run(person, "clock")).isZero();
        assertThat(person.printed).hasSize(3);
        assertThat(person.printed.getLast()).startsWith("\u001b[H\u001b[2Jtick");
    }

    @Test
    void whatIsLiveIsShownOnceWhereNobodyLooks() {
        registry.bindCommand(new TestServiceObjects<>(Commands.CLOCK));
        TypedConsole person = new TypedConsole(true, "", "");

        run(console, "clock");
        run(person, "clock", "--once");
        run(person, "clock", "--json");
        assertThat(console.printed).containsExactly("tick");
        assertThat(person.printed).containsExactly("tick", "{\"message\":\"tick\"}");
    }
}
