package io.stoa.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.benchmarks.report.Results;
import io.stoa.benchmarks.report.Run;
import io.stoa.benchmarks.scenarios.Scenario;
import io.stoa.benchmarks.scenarios.Scenarios;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class AgendaTest {

    private final Results results =
            new Results(Scenarios.ALL.stream().map(Scenario::work).toList());

    private static List<String> turns(Agenda agenda) {
        return agenda.turns().stream()
                .map(
                        it ->
                                "%d %s %s"
                                        .formatted(
                                                it.round(),
                                                it.contestant().id(),
                                                it.scenarios().stream().map(Scenario::id).toList()))
                .toList();
    }

    private Agenda agenda(String... arguments) {
        return Agenda.of(Options.parse(arguments), results);
    }

    private void done(int round, String scenario, String server, String settings, String fault) {
        results.add(
                new Run(
                        new Run.Key(round, scenario, server),
                        settings,
                        Map.of("cpu µs", 1.0),
                        fault));
    }

    private static String settings(String scenario, String... arguments) {
        return Scenarios.of(List.of(scenario))
                .getFirst()
                .settings(Options.parse(arguments).settings());
    }

    @Test
    void everyServerHasItsTurnBeforeOneHasASecond() {
        assertThat(turns(agenda("--rounds", "2", "--scenarios", "chat-2000,slow")))
                .containsExactly(
                        "1 relay [chat-2000]",
                        "1 stoa [chat-2000]",
                        "1 ejabberd [chat-2000]",
                        "1 prosody [chat-2000]",
                        "1 stoa [slow]",
                        "1 ejabberd [slow]",
                        "1 prosody [slow]",
                        "2 relay [chat-2000]",
                        "2 stoa [chat-2000]",
                        "2 ejabberd [chat-2000]",
                        "2 prosody [chat-2000]",
                        "2 stoa [slow]",
                        "2 ejabberd [slow]",
                        "2 prosody [slow]");
    }

    @Test
    void anotherDatabaseIsAskedForArchivesOnly() {
        assertThat(turns(agenda("--rounds", "1", "--scenarios", "chat-tls,archive-store")))
                .containsExactly(
                        "1 stoa [chat-tls]",
                        "1 ejabberd [chat-tls]",
                        "1 prosody [chat-tls]",
                        "1 stoa [archive-store]",
                        "1 stoa-postgresql [archive-store]",
                        "1 ejabberd [archive-store]",
                        "1 prosody [archive-store]");
    }

    @Test
    void aGroupIsDoneByOneServerAndARelayDoesWhatItCan() {
        assertThat(
                        turns(
                                agenda(
                                        "--rounds",
                                        "1",
                                        "--servers",
                                        "relay,stoa",
                                        "--scenarios",
                                        "chat-tls,chat-closed")))
                .containsExactly("1 relay [chat-closed]", "1 stoa [chat-closed, chat-tls]");
    }

    @Test
    void whatIsThereIsNotMeasuredAgain() {
        String usual = settings("chat-2000");
        done(1, "chat-2000", "Stoa", usual, "");
        done(1, "chat-2000", "Prosody", usual, "1 lost");
        done(1, "chat-2000", "ejabberd", settings("chat-2000", "--seconds", "5"), "");
        assertThat(
                        turns(
                                agenda(
                                        "--rounds",
                                        "1",
                                        "--scenarios",
                                        "chat-2000",
                                        "--servers",
                                        "stoa,ejabberd,prosody")))
                .containsExactly("1 ejabberd [chat-2000]", "1 prosody [chat-2000]");
    }

    @Test
    void howLongItTakesIsTheSumOfWhatIsLeft() {
        Agenda agenda = agenda("--rounds", "2", "--servers", "stoa", "--scenarios", "chat-2000");
        assertThat(agenda.lasts(1)).isGreaterThan(Duration.ofSeconds(45));
        assertThat(agenda.lasts(0)).isEqualTo(agenda.lasts(1).multipliedBy(2));
        assertThat(agenda.lasts(2)).isZero();
        assertThat(
                        agenda("--scenarios", "chat-long", "--servers", "stoa", "--rounds", "1")
                                .lasts(0))
                .isGreaterThan(Duration.ofMinutes(10));
    }

    @Test
    void whatTakesVeryLongIsDoneOnlyWhenItIsNamed() {
        assertThat(Options.parse().scenarios())
                .extracting(Scenario::id)
                .contains("chat-5000", "idle-2000")
                .doesNotContain("chat-long", "idle-50000");
        assertThat(Options.parse("--scenarios", "idle-50000").scenarios()).hasSize(1);
    }

    @Test
    void scenariosHaveNamesOfTheirOwn() {
        assertThat(Scenarios.ALL).extracting(Scenario::id).doesNotHaveDuplicates();
        assertThat(Scenarios.ALL).extracting(Scenario::title).doesNotHaveDuplicates();
    }

    @Test
    void aWordThatIsNotUnderstoodIsNotPassedOver() {
        assertThatThrownBy(() -> Options.parse("--round", "1"))
                .hasMessage("--round is not understood; see --help");
        assertThatThrownBy(() -> Options.parse("--rounds"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Options.parse("--scenarios", "chat-3"))
                .hasMessage("no scenario is called chat-3");
        assertThatThrownBy(() -> Options.parse("--servers", "openfire"))
                .hasMessage("no server is called openfire");
    }

    @Test
    void theHelpNamesEveryScenario() {
        assertThat(Options.help())
                .contains(Scenarios.ALL.stream().map(it -> "  " + it.id()).toList());
    }
}
