package io.stoa.benchmarks.report;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A picture of a scenario's first figure: a bar for each server, a dot for each round.
 *
 * @param results the results
 * @param scenario the scenario
 */
record Plot(Results results, String scenario) {

    private static final int ROW = 34;
    private static final int LEFT = 110;
    private static final int WIDTH = 460;
    private static final int TOP = 50;

    String svg() {
        Optional<String> figure = results.figures(scenario).stream().findFirst();
        List<String> servers = List.copyOf(results.servers());
        int height = TOP + ROW * servers.size() + 10;
        StringBuilder out = new StringBuilder();
        out.append(
                "<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif' font-size='13'>\n"
                        .formatted(LEFT + WIDTH + 90, height));
        out.append("<rect width='100%' height='100%' fill='#fff'/>\n");
        figure.ifPresent(it -> bars(out, servers, it));
        return out.append("</svg>\n").toString();
    }

    private void bars(StringBuilder out, List<String> servers, String figure) {
        out.append(
                "<text x='10' y='24' font-weight='bold'>%s: %s</text>\n"
                        .formatted(scenario, figure));
        double most =
                servers.stream()
                        .flatMap(it -> results.all(scenario, it, figure).stream())
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(1);
        double scale = WIDTH / Math.max(most, 1e-9);
        int y = TOP;
        for (String server : servers) {
            OptionalDouble median = results.median(scenario, server, figure);
            if (median.isPresent()) {
                bar(out, server, y, median.getAsDouble() * scale);
                label(out, y, median.getAsDouble(), scale);
                for (double round : results.all(scenario, server, figure)) {
                    out.append(
                            "<circle cx='%.1f' cy='%d' r='3' fill='#222'/>\n"
                                    .formatted(LEFT + Math.max(0, round) * scale, y + 11));
                }
                y += ROW;
            }
        }
    }

    private static void bar(StringBuilder out, String server, int y, double length) {
        String colour = server.equals("Stoa") ? "#2a7de1" : "#b9c2cc";
        out.append("<text x='10' y='%d'>%s</text>\n".formatted(y + 16, server));
        out.append(
                "<rect x='%d' y='%d' width='%.1f' height='22' fill='%s'/>\n"
                        .formatted(LEFT, y, Math.max(1, length), colour));
    }

    private static void label(StringBuilder out, int y, double value, double scale) {
        out.append(
                "<text x='%.1f' y='%d'>%s</text>\n"
                        .formatted(
                                LEFT + Math.max(0, value) * scale + 12,
                                y + 16,
                                Page.number(value)));
    }
}
