package io.stoa.admin.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.bus.Schedule;
import io.stoa.jid.FullJid;
import io.stoa.lifecycle.Meters;
import io.stoa.testkit.Configs;
import io.stoa.testkit.TestSession;
import io.stoa.testkit.TestSessions;

import org.junit.jupiter.api.Test;

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
    private static final Schedule NOW =
            new Schedule() {
                @Override
                public Job after(Duration delay, Runnable job) {
                    job.run();
                    return () -> {};
                }

                @Override
                public Job every(Duration interval, Runnable job) {
                    return () -> {};
                }
            };

    private final TestSessions sessions =
            new TestSessions(new TestSession(FullJid.parse("juliet@stoa.example/balcony")));

    private MetricsPort open(int port) {
        return new MetricsPort(
                METERS, sessions, NOW, Configs.of(MetricsPort.Config.class, Map.of("port", port)));
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
