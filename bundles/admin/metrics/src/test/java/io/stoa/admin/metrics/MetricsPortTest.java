package io.stoa.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Schedule;
import io.stoa.jid.FullJid;
import io.stoa.lifecycle.Figures;
import io.stoa.lifecycle.Meters;
import io.stoa.testkit.Configs;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;
import io.stoa.testkit.time.AtOnce;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class MetricsPortTest {

    private static Meters.Meter meter(String component, String state) {
        return new Meters.Meter(
                "io.stoa.info.ping",
                component,
                "iq",
                state,
                "a \"reason\"",
                5,
                1,
                0,
                2,
                3,
                Duration.ofMillis(1500),
                Duration.ofMillis(2),
                Duration.ofMillis(30),
                Duration.ofMillis(250));
    }

    private static final Meters METERS =
            new Meters() {
                @Override
                public List<Meter> all() {
                    return List.of(
                            meter("Ping\"\\\n", "quarantined"),
                            meter("Twice", "open"),
                            meter("Twice", "open"));
                }

                @Override
                public boolean release(String component) {
                    return false;
                }
            };

    /** Runs everything at once. */
    private static final Schedule NOW = AtOnce.here();

    private final TestSessions sessions =
            new TestSessions(new TestSession(FullJid.parse("juliet@stoa.example/balcony")));

    private final Stoa stoa = Stoa.inMemory().with("admin/metrics");

    @AfterEach
    void stop() {
        stoa.close();
    }

    private static Figures counting(String name, Figures.Kind kind, long value) {
        return () -> List.of(new Figures.Figure(name, "Tins.", kind, Map.of("of", "fish"), value));
    }

    private MetricsPort open(int port) {
        return new MetricsPort(
                METERS,
                sessions,
                stoa.service(Counted.class),
                NOW,
                Configs.of(MetricsPort.Config.class, Map.of("port", port)));
    }

    private static HttpResponse<String> ask(MetricsPort port, String method, String path)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create(
                                            "http://%s:%d%s"
                                                    .formatted(port.address(), port.port(), path)))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void whatIsScrapedIsOpenMetricsAndNamesItsBundle() throws Exception {
        MetricsPort port = open(0);
        HttpResponse<String> answer = ask(port, "GET", "/metrics");
        port.stop();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text; version=1.0.0; charset=utf-8");
        OpenMetrics read = OpenMetrics.read(answer.body());
        assertThat(read.samples).allMatch(sample -> sample.contains("bundle=\""));
        assertThat(read.samples)
                .contains(
                        "stoa_component_calls_total{bundle=\"io.stoa.info.ping\",component="
                                + "\"Ping\\\"\\\\\\n\",role=\"iq\"} 5.0",
                        "stoa_component_calls_total{bundle=\"io.stoa.info.ping\",component="
                                + "\"Twice\",role=\"iq\"} 10.0",
                        "stoa_component_call_seconds_sum{bundle=\"io.stoa.info.ping\",component="
                                + "\"Twice\",role=\"iq\"} 3.0",
                        "stoa_component_quarantined{bundle=\"io.stoa.info.ping\",component="
                                + "\"Ping\\\"\\\\\\n\",role=\"iq\"} 1.0",
                        "stoa_sessions{bundle=\"io.stoa.testkit\"} 1.0");
    }

    @Test
    void whatFeaturesCountIsThereAndWhoFailsIsMissedByNobody() throws Exception {
        stoa.offer(Figures.class, counting("tins", Figures.Kind.LEVEL, 2))
                .offer(
                        Figures.class,
                        () -> {
                            throw new IllegalStateException("cannot count");
                        })
                .offer(Figures.class, counting("tins", Figures.Kind.LEVEL, 3))
                .offer(Figures.class, counting("eaten", Figures.Kind.TOTAL, 4))
                .offer(Figures.class, counting("tins", Figures.Kind.TOTAL, 9));
        MetricsPort port = open(0);
        OpenMetrics read = OpenMetrics.read(ask(port, "GET", "/metrics").body());
        port.stop();

        assertThat(read.samples)
                .contains(
                        "stoa_tins{bundle=\"io.stoa.admin.metrics\",of=\"fish\"} 5.0",
                        "stoa_eaten_total{bundle=\"io.stoa.admin.metrics\",of=\"fish\"} 4.0");
    }

    @ParameterizedTest
    @CsvSource({"sessions, LEVEL", "sessions, TOTAL", "component_calls, TOTAL"})
    void whatHasTheNameOfAnotherFamilyIsMissingAndNothingElse(String name, Figures.Kind kind)
            throws Exception {
        stoa.offer(Figures.class, counting(name, kind, 2))
                .offer(Figures.class, counting("tins", Figures.Kind.LEVEL, 3));
        MetricsPort port = open(0);
        OpenMetrics read = OpenMetrics.read(ask(port, "GET", "/metrics").body());
        port.stop();

        assertThat(read.samples)
                .contains(
                        "stoa_sessions{bundle=\"io.stoa.testkit\"} 1.0",
                        "stoa_tins{bundle=\"io.stoa.admin.metrics\",of=\"fish\"} 3.0")
                .noneMatch(it -> it.startsWith("stoa_" + name) && it.contains("fish"));
    }

    @ParameterizedTest
    @CsvSource({"Tins, of", "tins_total, of", "tins, bundle", "tins, Of", "'', of"})
    void whatCannotBeShownIsRefusedWhereItIsMade(String name, String label) {
        assertThatThrownBy(() -> Figures.Figure.level(name, "Tins.", Map.of(label, "fish"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingElseIsThere() throws Exception {
        MetricsPort port = open(0);
        assertThat(ask(port, "GET", "/").statusCode()).isEqualTo(404);
        assertThat(ask(port, "POST", "/metrics").statusCode()).isEqualTo(405);
        port.stop();
    }

    @Test
    void itListensOnThisMachineAndOnlyWhenToldTo() {
        MetricsPort off = open(-1);
        MetricsPort on = open(0);

        assertThat(off.port()).isEqualTo(-1);
        assertThat(on.address()).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> open(on.port()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("io.stoa.admin.metrics:port");
        on.stop();
    }
}
