package io.stoa.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs as they were made, a line for each, so that a comparison may be made in parts:
 *
 * <pre>{@code
 * # 2026-11-27  2 cores of …
 * 1  chat-closed  Stoa  30 s after …  cpu µs=10.8  per second=92700.0  fault=
 * }</pre>
 *
 * @param file the file, whose fields are parted by tabs
 */
public record RunFile(Path file) {

    private static final String OCCASION = "# ";
    private static final String FAULT = "fault";
    private static final int KEY = 4;

    /** Adds what the file has; nothing when there is none. */
    public void read(Results results) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        for (String line : Files.readAllLines(file)) {
            List<String> fields = List.of(line.split("\t", -1));
            if (line.startsWith(OCCASION)) {
                results.measured(fields.get(0).substring(OCCASION.length()), fields.get(1));
            } else if (fields.size() > KEY) {
                results.add(run(fields));
            } else {
                throw new IOException("no run: " + line);
            }
        }
    }

    private static Run run(List<String> fields) {
        Map<String, Double> values = new LinkedHashMap<>();
        String fault = "";
        for (String field : fields.subList(KEY, fields.size())) {
            int sign = field.indexOf('=');
            String name = field.substring(0, sign);
            String value = field.substring(sign + 1);
            if (name.equals(FAULT)) {
                fault = value;
            } else {
                values.put(name, Double.valueOf(value));
            }
        }
        var key = new Run.Key(Integer.parseInt(fields.get(0)), fields.get(1), fields.get(2));
        return new Run(key, fields.get(3), values, fault);
    }

    /** Writes all, instead of what the file had. */
    public void write(Results results) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String day : results.occasions()) {
            results.machines().forEach(it -> lines.add(OCCASION + day + "\t" + it));
        }
        results.runs().forEach(it -> lines.add(line(it)));
        Files.write(file, lines);
    }

    private static String line(Run run) {
        List<String> fields = new ArrayList<>();
        fields.add(Integer.toString(run.key().round()));
        fields.add(run.key().scenario());
        fields.add(run.key().server());
        fields.add(run.settings());
        run.values().forEach((name, value) -> fields.add(name + "=" + value));
        fields.add(FAULT + "=" + run.fault().replaceAll("\\s+", " "));
        return String.join("\t", fields);
    }
}
