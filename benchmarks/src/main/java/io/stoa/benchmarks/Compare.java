package io.stoa.benchmarks;

import io.stoa.benchmarks.report.Machine;
import io.stoa.benchmarks.report.Page;
import io.stoa.benchmarks.report.Results;
import io.stoa.benchmarks.report.Run;
import io.stoa.benchmarks.report.RunFile;
import io.stoa.benchmarks.scenarios.Figures;
import io.stoa.benchmarks.scenarios.Scenario;
import io.stoa.benchmarks.scenarios.Scenarios;
import io.stoa.benchmarks.servers.Server;
import io.stoa.benchmarks.servers.Setting;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs the scenarios on each server, one server after the other, round after round. */
public final class Compare {

    private final Options options;
    private final PrintStream out;
    private final Results results;
    private final RunFile file;

    private Compare(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
        this.results = new Results(Scenarios.ALL.stream().map(Scenario::work).toList());
        this.file = new RunFile(options.output().resolve("runs.tsv"));
    }

    /** See {@code benchmarks/compare --help}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out; // a command: what it prints is its result, and no log
        if (List.of(arguments).contains("--help")) {
            out.println(Options.help());
            return;
        }
        try {
            System.exit(new Compare(Options.parse(arguments), out).run() ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            // beside the result, which may go into a file
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private boolean run() throws IOException, InterruptedException {
        if (options.resume()) {
            resume();
        }
        Agenda agenda = Agenda.of(options, results);
        out.println(agenda);
        if (options.plan()) {
            return true;
        }
        Files.createDirectories(options.output());
        results.measured(LocalDate.now(ZoneOffset.UTC).toString(), Machine.describe());
        for (int i = 0; i < agenda.turns().size(); i++) {
            Agenda.Turn turn = agenda.turns().get(i);
            out.printf(
                    "round %d, %s; %d of %d, about %d min left%n",
                    turn.round(),
                    turn.contestant().title(),
                    i + 1,
                    agenda.turns().size(),
                    Agenda.minutes(agenda.lasts(i)));
            run(turn, i);
        }
        out.println(new Page(results).markdown());
        return results.faults().isEmpty();
    }

    /** Takes what there is, so far as it was made on this machine and in the same way. */
    private void resume() throws IOException {
        file.read(results);
        for (Scenario scenario : options.scenarios()) {
            results.only(scenario.id(), scenario.settings(options.settings()));
        }
        Set<String> machines = results.machines();
        if (!machines.isEmpty() && !machines.equals(Set.of(Machine.describe()))) {
            throw new IllegalArgumentException(
                    "what is in " + options.output() + " was measured on " + machines);
        }
    }

    private void run(Agenda.Turn turn, int number) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stoa-compare-" + turn.contestant().id());
        // ports are not used twice: what was open on them may linger
        Setting setting =
                new Setting(
                        folder,
                        options.port() + 10 * (number % 50),
                        options.distribution(),
                        turn.scenarios().stream().anyMatch(Scenario::archives));
        try (Server server = turn.contestant().start(setting)) {
            for (Scenario scenario : turn.scenarios()) {
                run(turn, scenario, server);
                // after each: who is interrupted goes on with --resume
                file.write(results);
                new Page(results).write(options.output());
            }
        }
    }

    /** A scenario that cannot be carried through is a failure like a lost message. */
    private void run(Agenda.Turn turn, Scenario scenario, Server server)
            throws InterruptedException {
        Figures figures;
        try {
            figures = scenario.run(server, options.settings());
        } catch (IllegalStateException broken) {
            figures = new Figures(Map.of(), broken.toString());
        }
        results.add(
                new Run(
                        turn.key(scenario),
                        scenario.settings(options.settings()),
                        figures.values(),
                        figures.fault()));
        StringBuilder line = new StringBuilder("  %-20s".formatted(scenario.id()));
        figures.values().forEach((key, value) -> line.append(" %s %.2f;".formatted(key, value)));
        out.println(line + (figures.fault().isEmpty() ? "" : " FAILED " + figures.fault()));
    }
}
