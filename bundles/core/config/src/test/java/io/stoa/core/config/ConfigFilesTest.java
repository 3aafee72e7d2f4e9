package io.stoa.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class ConfigFilesTest {

    @TempDir private Path directory;

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void linesBecomeSettingsThatKnowWhereTheyStand() throws IOException {
        Path file =
                write(
                        "io.stoa.net.mina.cfg",
                        "# where\n\naddress = ::1\n  tls.port=5223\nempty =\nformula = a=b # c\n");

        assertThat(ConfigFiles.file(file))
                .containsExactly(
                        new Setting("io.stoa.net.mina", "address", "::1", file + ":3"),
                        new Setting("io.stoa.net.mina", "tls.port", "5223", file + ":4"),
                        new Setting("io.stoa.net.mina", "empty", "", file + ":5"),
                        new Setting("io.stoa.net.mina", "formula", "a=b # c", file + ":6"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"port", "= 5", "a key = 5", "<xml>=1"})
    void aLineThatCannotBeReadIsNamed(String line) throws IOException {
        Path file = write("a.cfg", "# fine\n" + line + "\n");

        assertThatThrownBy(() -> ConfigFiles.file(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(file + ":2: expected key = value");
    }

    @Test
    void aDirectoryIsReadInTheOrderOfItsFilesAndOnlyThem() throws IOException {
        write("b.cfg", "x = 1");
        write("a.cfg", "x = 2");
        write("README", "not a setting");
        write("a.cfg.new", "not yet");

        assertThat(ConfigFiles.directory(directory))
                .extracting(Setting::name)
                .containsExactly("a:x", "b:x");
    }

    @Test
    void noDirectoryIsNoSettings() {
        assertThat(ConfigFiles.directory(directory.resolve("none"))).isEmpty();
    }
}
