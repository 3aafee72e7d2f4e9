package io.stoa.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.feature.Coordinates;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.store.Pin;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

class FoundationTest {

    private static Diff update(String name, String feature) {
        return new Diff(
                List.of(),
                List.of(new Diff.Replaced(pin(name, "1", feature), pin(name, "2", feature))),
                List.of());
    }

    private static Pin pin(String name, String version, String feature) {
        return new Pin(
                Coordinates.parse("io.stoa:" + name + ":" + version),
                50,
                "hash of " + version,
                Path.of("x.jar"),
                Set.of(feature));
    }

    @Test
    void whatCoreStandsOnIsNotReplacedLive() {
        Diff diff = update("io.stoa.core.bus", "core");
        assertThatThrownBy(() -> Foundation.check(diff, it -> List.of("c", "a")))
                .isInstanceOf(FeatureException.class)
                .hasMessage(
                        "core stands on io.stoa.core.bus: a, c need it; install a new distribution"
                                + " and restart the server");
    }

    @Test
    void whatCoreCanDoWithoutIs() {
        assertThatCode(
                        () ->
                                Foundation.check(
                                        update("io.stoa.core.stream", "core"), it -> List.of()))
                .doesNotThrowAnyException();
    }

    @Test
    void whatMakesTheChangeIsNotReplacedByIt() {
        assertThatThrownBy(
                        () ->
                                Foundation.check(
                                        update("io.stoa.core.lifecycle", "core"), it -> List.of()))
                .hasMessageContaining("makes this change itself");
        assertThatThrownBy(
                        () ->
                                Foundation.check(
                                        update("io.stoa.admin.control", "core"), it -> List.of()))
                .hasMessageContaining("makes this change itself");
    }

    @Test
    void otherFeaturesAreNotAskedAbout() {
        assertThatCode(
                        () ->
                                Foundation.check(
                                        update("io.stoa.im.roster", "roster"),
                                        it -> List.of("io.stoa.im.presence")))
                .doesNotThrowAnyException();
    }

    @Test
    void alsoWhatIsTakenAwayIsLookedAt() {
        Diff removed =
                new Diff(List.of(pin("io.stoa.core.bus", "1", "core")), List.of(), List.of());
        assertThatThrownBy(() -> Foundation.check(removed, it -> List.of("a")))
                .isInstanceOf(FeatureException.class);
    }
}
