package io.stoa.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class OwnFilesTest {

    @TempDir private Path directory;
    private OwnFiles own;

    @BeforeEach
    void open() {
        own = new OwnFiles(directory.resolve("config"));
    }

    @Test
    void theFirstStartWritesTheDomainDown() {
        own.prepare("Example.ORG", "localhost");

        assertThat(own.file("io.stoa.core.router")).hasContent("domains = example.org");
        assertThat(directory.resolve("config/README")).exists();
    }

    @Test
    void withoutADomainItIsTheUsualOne() {
        own.prepare("", "localhost");

        assertThat(own.read("io.stoa.core.router", "domains")).contains("localhost");
    }

    @Test
    void aLaterStartMayNameTheDomainAgainButNoOther() {
        own.prepare("example.org", "localhost");
        own.prepare("", "localhost");
        own.prepare("example.org", "localhost");

        assertThatThrownBy(() -> own.prepare("example.com", "localhost"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("these data serve example.org")
                .hasMessageContaining("io.stoa.core.router.cfg");
    }

    @Test
    void whatIsNoDomainIsRefusedAndNotWritten() {
        assertThatThrownBy(() -> own.prepare("a b", "localhost"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--domain a b");
        assertThat(own.file("io.stoa.core.router")).doesNotExist();
    }

    @Test
    void settingAKeyKeepsTheOtherLines() throws IOException {
        own.prepare("", "localhost");
        Files.writeString(own.file("a"), "# why\nx = 1\ny = 2\n");

        own.set("a", "x", "3");

        assertThat(Files.readAllLines(own.file("a"))).containsExactly("# why", "y = 2", "x = 3");
    }

    @Test
    void whatWasSetCanBeForgotten() {
        own.prepare("", "localhost");
        own.set("a", "x", "3");

        assertThat(own.unset("a", "x")).isTrue();
        assertThat(own.unset("a", "x")).isFalse();
        assertThat(own.read("a", "x")).isEmpty();
    }
}
