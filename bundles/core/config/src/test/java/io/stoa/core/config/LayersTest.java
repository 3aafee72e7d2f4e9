package io.stoa.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

final class LayersTest {

    @TempDir private Path temporary;
    private Path home;
    private Path data;

    @BeforeEach
    void ship() throws IOException {
        home = temporary.resolve("home");
        data = temporary.resolve("data");
        Files.createDirectories(home.resolve("config/profiles"));
        Files.createDirectories(data.resolve("config"));
        shipped("net", "address = *\nport = 5222\ntls.port = -1\nreport = 5\n");
        Files.writeString(
                home.resolve("config/profiles/lab.cfg"),
                "# lab\nloopback only\nnet:address = 127.0.0.1\n");
        Files.writeString(home.resolve("config/profiles/big.cfg"), "net:report = 9\n");
    }

    private void shipped(String pid, String text) throws IOException {
        Files.writeString(home.resolve("config").resolve(pid + ".cfg"), text);
    }

    private void own(String pid, String text) throws IOException {
        Files.writeString(data.resolve("config").resolve(pid + ".cfg"), text);
    }

    private Layers layers(String profile, int offset, String... overrides) {
        return new Layers(new Launch(home, data, profile, List.of(overrides), offset, ""));
    }

    private static String value(Layers layers, String name) {
        return Optional.ofNullable(layers.read().get(name)).map(Setting::value).orElse("missing");
    }

    @Test
    void theLastWordCounts() throws IOException {
        assertThat(value(layers("", 0), "net:report")).isEqualTo("5");
        own("net", "report = 6\n");
        assertThat(value(layers("", 0), "net:report")).isEqualTo("6");
        assertThat(value(layers("big", 0), "net:report")).isEqualTo("9");
        assertThat(value(layers("big", 0, "net:report=10"), "net:report")).isEqualTo("10");
    }

    @Test
    void everySettingKnowsItsSource() throws IOException {
        own("net", "\nreport = 6\n");

        assertThat(layers("", 0, "x:y=1").read().values())
                .extracting(Setting::source)
                .contains(data.resolve("config/net.cfg") + ":2", "--set x:y=1");
    }

    @Test
    void theOffsetShiftsPortsAndNothingElse() {
        Layers layers = layers("", 100, "other:http.port=80", "other:zero.port=0");

        assertThat(value(layers, "net:port")).isEqualTo("5322");
        assertThat(value(layers, "net:tls.port")).isEqualTo("-1");
        assertThat(value(layers, "net:report")).isEqualTo("5");
        assertThat(value(layers, "other:http.port")).isEqualTo("180");
        assertThat(value(layers, "other:zero.port")).isEqualTo("0");
    }

    @Test
    void anOffsetBeyondTheLastPortIsRefused() {
        assertThatThrownBy(() -> layers("", 60_400).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("net:port would be 65622");
    }

    @Test
    void variablesAreReplaced() throws IOException {
        shipped("store", "url = x:${stoa.data}/derby;${stoa.home}\n");

        assertThat(value(layers("", 0), "store:url")).isEqualTo("x:" + data + "/derby;" + home);
    }

    @Test
    void anUnknownVariableIsNamedWithItsLine() throws IOException {
        own("store", "url = ${HOME}\n");

        assertThatThrownBy(() -> layers("", 0).read())
                .hasMessageContaining("store.cfg:1: ${HOME} means nothing")
                .hasMessageContaining("${stoa.data}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "::1", "0:0:0:0:0:0:0:1"})
    void theLabListensOnLoopback(String address) {
        assertThat(value(layers("lab", 0, "net:address=" + address), "net:address"))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "0.0.0.0", "::", "192.0.2.1", "localhost", "example.org", ""})
    void theLabRefusesEveryOtherAddress(String address) {
        assertThatThrownBy(() -> layers("lab", 0, "other:web.address=" + address).read())
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("--set other:web.address=" + address)
                .hasMessageContaining("profile lab");
    }

    @ParameterizedTest
    @CsvSource({"lob,lab", "../lab,big", "LAB,lab"})
    void anUnknownProfileIsRefusedWithThoseThereAre(String name, String known) {
        assertThatThrownBy(() -> layers(name, 0).read())
                .hasMessageContaining("there is no profile “" + name + "”")
                .hasMessageContaining(known);
    }

    @Test
    void aBadLineInAProfileIsNamed() throws IOException {
        Files.writeString(home.resolve("config/profiles/bad.cfg"), "# x\nno colon = 1\n");

        assertThatThrownBy(() -> layers("bad", 0).read())
                .hasMessageContaining("bad.cfg:2: expected PID:key = value");
    }
}
