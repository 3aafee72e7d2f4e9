package io.stoa.core.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

final class DataDirectoryTest {

    @TempDir private Path temporary;

    @Test
    void itIsMadeForItsOwnerOnly() throws IOException {
        Path data = temporary.resolve("a/b");
        try (DataDirectory _ = DataDirectory.open(data, "")) {
            assertThat(Files.getPosixFilePermissions(data))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void itNamesTheProcessThatHasIt() throws IOException {
        assertThat(DataDirectory.pid(temporary)).isEmpty();
        try (DataDirectory _ = DataDirectory.open(temporary, "")) {
            assertThat(DataDirectory.pid(temporary)).hasValue(ProcessHandle.current().pid());
        }
    }

    @Test
    void onceClosedItCanBeOpenedAgain() throws IOException {
        DataDirectory.open(temporary, "").close();
        DataDirectory.open(temporary, "").close();

        assertThat(temporary.resolve("stoa.lock")).exists();
    }

    @Test
    void itCannotBeOpenedTwice() throws IOException {
        try (DataDirectory _ = DataDirectory.open(temporary, "")) {
            // within one JVM it is Java that refuses
            assertThatThrownBy(() -> DataDirectory.open(temporary, ""))
                    .isInstanceOf(OverlappingFileLockException.class);
        }
    }

    @Test
    void aDirectoryOfSomebodyElseIsLeftAlone() throws IOException {
        Files.writeString(temporary.resolve("letter.txt"), "mine");

        assertThatThrownBy(() -> DataDirectory.open(temporary, ""))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("--data DIR");
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data"), ""))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void theDataOfAGatewayAreNoServers() throws IOException {
        Path data = temporary.resolve("gateway-data");
        DataDirectory.open(data, "irc.example.org").close();

        DataDirectory.open(data, "irc.example.org").close();

        assertThatThrownBy(() -> DataDirectory.open(data, ""))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("stoa gateway run irc.example.org --data " + data);
        assertThatThrownBy(() -> DataDirectory.open(data, "icq.example.org"))
                .hasMessageContaining("the gateway irc.example.org");
        assertThat(DataDirectory.command(data)).isEqualTo("stoa gateway run irc.example.org");
    }

    @Test
    void theDataOfAServerAreNoGateways() throws IOException {
        Path data = temporary.resolve("server-data");
        DataDirectory.open(data, "").close();

        assertThatThrownBy(() -> DataDirectory.open(data, "irc.example.org"))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("stoa up --data " + data);
    }
}
