package io.stoa.core.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Arrays;

final class GatewayOptionsTest {

    private static final Environment HERE =
            new Environment(Path.of("/opt/stoa"), Path.of("/var/lib/stoa"));

    private static UpOptions parse(String... words) {
        return GatewayOptions.parse(Arrays.asList(words), HERE);
    }

    @Test
    void theDomainSaysWhosePeopleItIsForAndWhereItsDataAre() {
        UpOptions options = parse("irc.example.org");

        assertThat(options.gateway()).isEqualTo("irc.example.org");
        assertThat(options.data()).isEqualTo(Path.of("/var/lib/stoa-irc.example.org"));
        assertThat(options.properties())
                .containsEntry("stoa.place", "gateway")
                .containsEntry("stoa.domain", "example.org");
        assertThat(options.properties().getOrDefault("stoa.set", "").lines())
                .containsExactly(
                        "io.stoa.core.router:accounts=false",
                        "io.stoa.net.uplink:domain=irc.example.org");
    }

    @Test
    void everyOptionBecomesASetting() {
        UpOptions options =
                parse(
                        "irc.example.org",
                        "--server",
                        "[::1]:5348",
                        "--secret-file=/etc/stoa/../irc.secret",
                        "--network",
                        "libera irc.libera.chat 6697 tls",
                        "--network",
                        "home 127.0.0.1 6667 plain",
                        "--data",
                        "/d",
                        "--set",
                        "io.stoa.service.gatewayirc:pace=20",
                        "--ready-file",
                        "/run/ready.json");

        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.properties()).containsEntry("stoa.ready.file", "/run/ready.json");
        assertThat(options.properties().getOrDefault("stoa.set", "").lines())
                .contains(
                        "io.stoa.net.uplink:server=[::1]:5348",
                        "io.stoa.net.uplink:secretFile=/etc/irc.secret",
                        "io.stoa.service.gatewayirc:pace=20",
                        "io.stoa.service.gatewayirc:networks=libera irc.libera.chat 6697 tls,home"
                                + " 127.0.0.1 6667 plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "irc", ".org", "irc.", "--server"})
    void withoutADomainUnderAnotherItIsRefused(String domain) {
        assertThatThrownBy(() -> parse(domain))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("irc.example.org")
                .hasMessageContaining("stoa gateway run --help");
    }

    @Test
    void whatItDoesNotKnowItRefuses() {
        assertThatThrownBy(() -> parse("irc.example.org", "--port", "5222"))
                .hasMessageContaining("“--port” is not an option of gateway run");
        assertThatThrownBy(() -> parse("irc.example.org", "--server"))
                .hasMessageContaining("--server needs a value");
    }
}
