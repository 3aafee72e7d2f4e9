package io.stoa.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results as a comparison might have given them. */
final class Samples {

    static final List<Work> WORKS =
            List.of(
                    new Work("chat-closed", "1:1 chat, closed loop"),
                    new Work("presence", "presence to <20> & more"),
                    new Work("never", "what nobody did"));

    private Samples() {}

    static Results results() {
        Results results = new Results(WORKS);
        results.measured("2026-11-27", "2 cores of a \"thing\"");
        // in another order than that of the table, as after an interruption
        run(results, 1, "presence", "Prosody", 142, 100);
        run(results, 1, "chat-closed", "Stoa", 10, 90_000);
        run(results, 2, "chat-closed", "Stoa", 12, 80_000);
        run(results, 3, "chat-closed", "Stoa", 11, 91_000);
        run(results, 1, "chat-closed", "raw relay", 5, 150_000);
        run(results, 1, "chat-closed", "Prosody", 88, 9_000);
        run(results, 1, "chat-closed", "ejabberd", 44, 20_000);
        return results;
    }

    static void run(
            Results results, int round, String scenario, String server, double cpu, double rate) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("cpu µs", cpu);
        values.put("per second", rate);
        values.put("generator cpu µs", 3.0);
        add(results, new Run.Key(round, scenario, server), values, "");
    }

    static void add(Results results, Run.Key key, Map<String, Double> values, String fault) {
        results.add(new Run(key, "30 s", values, fault));
    }
}
