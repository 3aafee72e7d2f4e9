package io.stoa.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.core.lifecycle.change.Diff;
import io.stoa.core.lifecycle.change.Diff.Replaced;
import io.stoa.core.lifecycle.feature.Coordinates;
import io.stoa.core.lifecycle.feature.FeatureException;
import io.stoa.core.lifecycle.feature.Jars;
import io.stoa.core.lifecycle.store.Pin;
import io.stoa.storage.SchemaVersions;
import io.stoa.storage.StorageException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

class SchemasTest {

    private static final String CAPABILITIES =
            "osgi.service;objectClass:List<String>=\"a.B,stoa.store;name=no\";uses:=\"a\","
                    + "stoa.store;name=roster;schema:Long=1,"
                    + "stoa.store;name=\"roster-version\";schema:Long=\"2\"";

    @TempDir Path folder;

    private Pin pin(String capabilities) {
        Path file =
                Jars.make(
                        folder.resolve("roster.jar"),
                        "io.stoa.im.roster",
                        "0.1.0",
                        "x",
                        Map.of("Provide-Capability", capabilities));
        Coordinates id = Coordinates.parse("io.stoa:io.stoa.im.roster:0.1.0");
        return new Pin(id, 50, "", file, Set.of("roster"));
    }

    private static Optional<SchemaVersions> stored(Map<String, Integer> stored) {
        return Optional.of(() -> new TreeMap<>(stored));
    }

    @Test
    void whatKnowsLessThanIsStoredIsRefused() {
        Pin pin = pin(CAPABILITIES);
        Optional<SchemaVersions> newer = stored(Map.of("roster", 1, "roster-version", 3));

        for (Diff diff :
                List.of(
                        new Diff(List.of(), List.of(), List.of(pin)),
                        new Diff(List.of(), List.of(new Replaced(pin, pin)), List.of()))) {
            assertThatThrownBy(() -> Schemas.check(diff, newer))
                    .isInstanceOf(FeatureException.class)
                    .hasMessage(
                            "io.stoa.im.roster 0.1.0 knows the store roster-version up to version"
                                    + " 2, but this database has version 3; install a version that"
                                    + " knows it, or restore a backup");
        }
    }

    @Test
    void whatKnowsAsMuchMayComeAndWhateverLeavesMayLeave() {
        Pin pin = pin(CAPABILITIES);
        Diff comes = new Diff(List.of(), List.of(), List.of(pin));
        Diff leaves = new Diff(List.of(pin), List.of(), List.of());

        assertThatCode(
                        () -> {
                            Schemas.check(comes, stored(Map.of()));
                            Schemas.check(comes, stored(Map.of("roster", 1, "other", 9)));
                            Schemas.check(comes, Optional.empty());
                            Schemas.check(leaves, stored(Map.of("roster", 9)));
                        })
                .doesNotThrowAnyException();
    }

    @Test
    void whatNobodyCanTellIsNotRisked() {
        SchemaVersions away =
                () -> {
                    throw new StorageException("the database is away");
                };
        Diff keeper = new Diff(List.of(), List.of(), List.of(pin(CAPABILITIES)));
        assertThatThrownBy(() -> Schemas.check(keeper, Optional.of(away)))
                .hasMessageContaining("the database is away")
                .hasMessageContaining("try again");

        Diff other = new Diff(List.of(), List.of(), List.of(pin("stoa.xep;number=0199")));
        assertThatCode(() -> Schemas.check(other, Optional.of(away))).doesNotThrowAnyException();
    }

    @Test
    void halfACapabilityIsComplainedAbout() {
        Diff diff = new Diff(List.of(), List.of(), List.of(pin("stoa.store;name=roster")));
        assertThatThrownBy(() -> Schemas.check(diff, stored(Map.of())))
                .hasMessageContaining("roster.jar")
                .hasMessageContaining("@Keeps");
    }
}
