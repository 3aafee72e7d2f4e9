package io.stoa.core.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.admin.AdminException;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.lifecycle.Meters;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

final class MeterCommandsTest {

    private static Meters.Meter meter(String bundle, String name, String state, int millis) {
        return new Meters.Meter(
                bundle,
                bundle + "." + name,
                "iq",
                state,
                state.equals("quarantined") ? "3 of 4 calls failed" : "",
                10,
                1,
                2,
                3,
                4,
                Duration.ofMillis(millis),
                Duration.ofNanos(1500),
                Duration.ofMillis(millis / 10),
                Duration.ofMillis(millis / 2));
    }

    private final Meters meters =
            new Meters() {
                @Override
                public List<Meter> all() {
                    return List.of(
                            meter("io.a", "One", "open", 100),
                            meter("io.a", "Two", "quarantined", 50),
                            meter("io.b", "Three", "open", 120));
                }

                @Override
                public boolean release(String component) {
                    return component.equals("io.a.Two");
                }
            };

    private static Form form(Map<String, String> values) {
        return new Form(values, "local:root");
    }

    @Test
    void bundlesAreSummedUpTheCostliestFirst() {
        Report report = new TopCommand(meters).run(form(Map.of()));

        assertThat(report.columns())
                .containsExactly(
                        "bundle",
                        "state",
                        "calls",
                        "errors",
                        "inside",
                        "parked",
                        "dropped",
                        "time-ms",
                        "p50-us",
                        "p99-us",
                        "waited-ms");
        assertThat(report.rows())
                .containsExactly(
                        List.of(
                                "io.a",
                                "quarantined",
                                "20",
                                "2",
                                "4",
                                "6",
                                "8",
                                "150.0",
                                "1.5",
                                "10000.0",
                                "75.0"),
                        List.of(
                                "io.b", "open", "10", "1", "2", "3", "4", "120.0", "1.5", "12000.0",
                                "60.0"));
    }

    @Test
    void componentsAreShownEachByItself() {
        Report report =
                new TopCommand(meters).run(form(Map.of("components", "true", "limit", "2")));

        assertThat(report.rows())
                .extracting(List::getFirst)
                .containsExactly("io.b.Three", "io.a.One");
    }

    @Test
    void whatIsInQuarantineIsListedWithTheReason() {
        assertThat(new QuarantineList(meters).run(form(Map.of())).rows())
                .containsExactly(List.of("io.a.Two", "iq", "io.a", "3 of 4 calls failed"));
    }

    @Test
    void whatIsInQuarantineIsReleasedAndNothingElse() {
        QuarantineRelease release = new QuarantineRelease(meters);

        assertThat(release.run(form(Map.of("component", "io.a.Two"))).message())
                .isEqualTo("io.a.Two is called again");
        assertThatThrownBy(() -> release.run(form(Map.of("component", "io.b.Three"))))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("quarantine list");
    }
}
