package io.stoa.benchmarks;

import io.stoa.benchmarks.report.Machine;
import io.stoa.benchmarks.report.Page;
import io.stoa.benchmarks.report.Results;
import io.stoa.benchmarks.servers.Ejabberd;
import io.stoa.benchmarks.servers.Prosody;
import io.stoa.benchmarks.servers.RawRelay;
import io.stoa.benchmarks.servers.Server;
import io.stoa.benchmarks.servers.Setting;
import io.stoa.benchmarks.servers.StoaServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the scenarios on each server, one server after the other, round after round. */
public final class Compare {

    private final Options options;
    private final Results results;
    private int runs;

    private Compare(Options options) {
        this.options = options;
        this.results = new Results(Machine.describe(), options.toString());
    }

    /** See {@code benchmarks/compare --help}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.HELP);
            return;
        }
        Compare compare = new Compare(Options.parse(arguments));
        boolean well = compare.run();
        System.exit(well ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds(); round++) {
            for (String name : options.servers()) {
                System.out.printf("round %d, %s%n", round, name);
                round(name);
            }
        }
        Page page = new Page(results);
        System.out.println(page.markdown());
        page.write(options.output());
        results.faults().forEach(it -> System.out.println("FAILED: " + it));
        return results.faults().isEmpty();
    }

    private void round(String name) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("stoa-compare-" + name);
        // ports are not used twice: what was open on them may linger
        Setting setting =
                new Setting(folder, options.port() + 10 * (runs++ % 50), options.distribution());
        try (Server server = start(name, setting)) {
            for (Scenario scenario : Scenarios.ALL) {
                if (options.wants(scenario) && scenario.suits(server)) {
                    run(scenario, server);
                }
            }
        }
    }

    private static Server start(String name, Setting setting) {
        return switch (name) {
            case "relay" -> RawRelay.start(setting);
            case "stoa" -> StoaServer.start(setting);
            case "ejabberd" -> Ejabberd.start(setting);
            case "prosody" -> Prosody.start(setting);
            default -> throw new IllegalArgumentException("no server is called " + name);
        };
    }

    /** A scenario that cannot be carried through is a failure like a lost message. */
    private void run(Scenario scenario, Server server) throws InterruptedException {
        Figures figures;
        try {
            figures = scenario.run(server, options.settings());
        } catch (IllegalStateException broken) {
            figures = new Figures(Map.of(), broken.toString());
        }
        results.add(scenario.title(), server.name(), figures);
        StringBuilder line = new StringBuilder("  %-36s".formatted(scenario.title()));
        figures.values().forEach((key, value) -> line.append(" %s %.2f;".formatted(key, value)));
        System.out.println(line + (figures.fault().isEmpty() ? "" : " FAILED " + figures.fault()));
    }
}
