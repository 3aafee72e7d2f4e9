package io.stoa.runtime.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stoa.testkit.RuntimeProcess;
import io.stoa.testkit.Stoa;
import io.stoa.testkit.TcpClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/** The disk is full when something is installed: it is refused, and what runs goes on. */
class FullDiskIT {

    private static final int LARGE = 4 << 20;
    private static final int LITTLE = 1 << 20;

    @TempDir static Path folder;

    @Test
    void whatDoesNotFitIsRefusedAndLeavesNothing() throws Exception {
        Path jar = large(new Moods(new BundleMaker(folder)).good("1.0.0", "calm"));
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "96m");
                RuntimeProcess server = RuntimeProcess.start(disk.folder().resolve("data"))) {
            server.call("account", "add", "juliet@" + Stoa.DOMAIN, "--password", "secret");
            server.call("account", "add", "romeo@" + Stoa.DOMAIN, "--password", "secret");
            try (TcpClient juliet = client(server, "juliet");
                    TcpClient romeo = client(server, "romeo")) {
                String before = server.call("feature", "list", "--json");
                disk.fill(LITTLE);
                long free = disk.free();

                assertThatThrownBy(() -> install(server, jar))
                        .hasMessageContaining("No space left on device")
                        .hasMessageContaining("full");

                assertThat(server.call("feature", "list", "--json")).isEqualTo(before);
                assertThat(disk.free()).isGreaterThan(free - LITTLE / 2);
                juliet.send(
                        "<message to='"
                                + romeo.address()
                                + "' type='chat'><body>hi</body></message>");
                assertThat(romeo.receive().toString()).contains("hi");

                disk.empty();
                install(server, jar);
                assertThat(server.call("feature", "list")).containsPattern(Moods.NAME + " .*on");
            }
        }
    }

    private static void install(RuntimeProcess server, Path jar) {
        server.call("feature", "install", jar.toString(), "--yes");
    }

    private static TcpClient client(RuntimeProcess server, String name) {
        return TcpClient.connect(server.port("c2s"), name, "secret", "balcony");
    }

    /** Puts something into a jar that no packing makes smaller. */
    private static Path large(Path jar) throws IOException {
        byte[] padding = new byte[LARGE];
        new Random(1).nextBytes(padding);
        try (FileSystem inside =
                FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            Files.write(inside.getPath("padding"), padding);
        }
        return jar;
    }
}
