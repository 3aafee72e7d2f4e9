package io.stoa.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A picture: under each work a bar for each server, as long as the median, and a dot for each
 * round. The colours follow whether the reader's screen is light or dark.
 *
 * @param results the results
 * @param picture what is shown
 */
record Chart(Results results, Picture picture) {

    private static final int WIDTH = 720;
    private static final int LEFT = 112;
    private static final int LONGEST = WIDTH - LEFT - 96;
    private static final int TOP = 44;
    private static final int HEADING = 30;
    private static final int ROW = 22;
    private static final int THICK = 16;

    private static final String STYLE =
            """
            <style>
              text { font: 13px system-ui, sans-serif; fill: #1f2328; }
              .title { font-weight: 600; font-size: 15px; }
              .work { font-weight: 600; }
              .ground { fill: #ffffff; }
              .bar { fill: #8c959f; }
              .ours { fill: #0969da; }
              .round { fill: #1f2328; fill-opacity: 0.55; }
              @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .ground { fill: #0d1117; }
                .bar { fill: #6e7681; }
                .ours { fill: #2f81f7; }
                .round { fill: #e6edf3; }
              }
            </style>
            """;

    String svg() {
        List<Picture.Bar> bars = picture.of(results);
        double scale = LONGEST / Math.max(most(bars), 1e-9);
        StringBuilder body = new StringBuilder();
        int y = TOP;
        String heading = "";
        for (Picture.Bar bar : bars) {
            if (!bar.work().title().equals(heading)) {
                heading = bar.work().title();
                body.append(text("work", 16, y + 20, heading));
                y += HEADING;
            }
            bar(body, bar, y, scale);
            y += ROW;
        }
        return head(y + 12) + body + "</svg>\n";
    }

    private String head(int height) {
        return "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d' role='img'>\n"
                        .formatted(WIDTH, height, WIDTH, height)
                + "<title>%s</title>\n".formatted(escaped(picture.title()))
                + STYLE
                + "<rect class='ground' width='100%' height='100%'/>\n"
                + text("title", 16, 28, picture.title());
    }

    private double most(List<Picture.Bar> bars) {
        return bars.stream()
                .flatMap(it -> rounds(it).stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    private List<Double> rounds(Picture.Bar bar) {
        return results.all(bar.work().id(), bar.server(), bar.figure());
    }

    private void bar(StringBuilder out, Picture.Bar bar, int y, double scale) {
        double median = results.median(bar.work().id(), bar.server(), bar.figure()).orElseThrow();
        double end = rounds(bar).stream().mapToDouble(it -> it).max().orElse(median) * scale;
        String kind = bar.server().equals(Results.OURS) ? "bar ours" : "bar";
        out.append(text("", 24, y + 13, bar.server()));
        out.append(
                "<rect class='%s' x='%d' y='%d' width='%s' height='%d'/>\n"
                        .formatted(kind, LEFT, y, pixels(Math.max(1, median * scale)), THICK));
        out.append(
                rounds(bar).stream()
                        .map(
                                it ->
                                        "<circle class='round' cx='%s' cy='%d' r='2.5'/>\n"
                                                .formatted(
                                                        pixels(LEFT + Math.max(0, it) * scale),
                                                        y + THICK / 2))
                        .collect(Collectors.joining()));
        out.append(text("", LEFT + Math.max(0, end) + 8, y + 13, Page.number(median)));
    }

    private static String text(String kind, double x, int y, String words) {
        return "<text%s x='%s' y='%d'>%s</text>\n"
                .formatted(
                        kind.isEmpty() ? "" : " class='" + kind + "'",
                        pixels(x),
                        y,
                        escaped(words));
    }

    private static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}
