package io.stoa.core.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;

final class UpOptionsTest {

    private static final Environment HERE =
            new Environment(Path.of("/opt/stoa"), Path.of("/var/lib/stoa"));

    private static UpOptions parse(String... words) {
        return UpOptions.parse(Arrays.asList(words), HERE);
    }

    @Test
    void withoutOptionsTheUsualDataAreTaken() {
        UpOptions options = parse();

        assertThat(options.data()).isEqualTo(Path.of("/var/lib/stoa"));
        assertThat(options.home()).isEqualTo(Path.of("/opt/stoa"));
        assertThat(options.properties())
                .containsEntry("stoa.data", "/var/lib/stoa")
                .containsEntry("stoa.home", "/opt/stoa")
                .containsEntry("stoa.set", "");
    }

    @Test
    void everyOptionBecomesAProperty() {
        UpOptions options =
                parse(
                        "--data",
                        "/d/../e",
                        "--domain=example.org",
                        "--port-offset",
                        "100",
                        "--profile",
                        "lab",
                        "--ready-file",
                        "/run/ready.json");

        assertThat(options.data()).isEqualTo(Path.of("/e"));
        assertThat(options.properties())
                .containsEntry("stoa.data", "/e")
                .containsEntry("stoa.domain", "example.org")
                .containsEntry("stoa.port.offset", "100")
                .containsEntry("stoa.profile", "lab")
                .containsEntry("stoa.ready.file", "/run/ready.json");
    }

    @Test
    void overridesAreKeptInOrderAndMayContainEqualsSigns() {
        UpOptions options = parse("--set", "a.b:c=1", "--set=a.b:d=x=y z");

        assertThat(options.properties()).containsEntry("stoa.set", "a.b:c=1\na.b:d=x=y z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--bogus",
                "extra",
                "--data",
                "--data=",
                "--port-offset=-1",
                "--port-offset=many",
                "--set=a.b",
                "--set=a.b=c",
                "--set=:c=1"
            })
    void whatMakesNoSenseIsRefusedWithAHint(String word) {
        assertThatThrownBy(() -> parse(word))
                .isInstanceOfSatisfying(
                        LaunchException.class, refused -> assertThat(refused.code()).isEqualTo(2))
                .hasMessageContaining("see stoa up --help");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(UpOptions.HELP)
                .contains("--data", "--domain", "--port-offset", "--set", "--profile")
                .contains("--ready-file", "--help");
    }
}
