package io.stoa.admin.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The socket, spoken to by the real client of core/launcher in a process of its own. */
final class DoorTest {

    @TempDir private Path data;
    private final List<Wire.Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> users = new CopyOnWriteArrayList<>();
    private Path socket;

    @BeforeEach
    void prepare() throws IOException {
        socket = SocketPath.prepare(data);
    }

    /** What a process has said. */
    private record Said(int code, String out, String err) {}

    private Said call(String input, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xshare:auto",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.stoa.core.launcher.Main",
                                "call"));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out, err);
    }

    private void answer(Wire wire, String user) throws IOException {
        Wire.Request request = wire.request();
        requests.add(request);
        users.add(user);
        Conversation console = new Conversation(wire, "local:" + user, request.interactive());
        console.print("grüße");
        console.warn("hm");
        Optional<String> line = console.line("? ");
        while (line.isPresent()) {
            console.print("heard " + line.get());
            line = console.line("? ");
        }
        console.end(7);
    }

    @Test
    void wordsGoInAndLinesAndTheCodeComeOut() throws IOException, InterruptedException {
        try (Door _ = Door.open(socket, this::answer)) {
            Said said = call("one\ntwo\n", "echo", "ü b", "--json");

            assertThat(said).isEqualTo(new Said(7, "grüße\nheard one\nheard two\n", "hm\n"));
        }
        assertThat(requests)
                .containsExactly(new Wire.Request(false, List.of("echo", "ü b", "--json")));
        assertThat(users).containsExactly(System.getProperty("user.name"));
    }

    @Test
    void aServerThatHangsUpIsToldApartFromNone() throws IOException, InterruptedException {
        try (Door _ = Door.open(socket, (wire, user) -> wire.request())) {
            assertThat(call("", "x").code()).isEqualTo(1);
        }
        assertThat(call("", "x").code()).isEqualTo(3);
    }

    @Test
    void theSocketIsItsOwnersOnly() throws IOException {
        try (Door _ = Door.open(socket, this::answer)) {
            assertThat(Files.getPosixFilePermissions(socket))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        SocketPath.remove(data, socket);
        assertThat(socket).doesNotExist();
    }

    @Test
    void aDeadServersSocketIsReplaced() throws IOException, InterruptedException {
        Door.open(socket, this::answer).close();
        assertThat(socket).exists();

        try (Door _ = Door.open(SocketPath.prepare(data), this::answer)) {
            assertThat(call("", "x").code()).isEqualTo(7);
        }
    }

    @Test
    void aLongPathIsReplacedByAShortOne() throws IOException, InterruptedException {
        data = Files.createDirectories(data.resolve("d".repeat(120)));
        Path elsewhere = SocketPath.prepare(data);

        try (Door _ = Door.open(elsewhere, this::answer)) {
            assertThat(elsewhere.toString()).hasSizeLessThan(100);
            assertThat(call("", "x").code()).isEqualTo(7);
        }
        SocketPath.remove(data, elsewhere);
        assertThat(elsewhere.getParent()).doesNotExist();
        assertThat(data.resolve("control.path")).doesNotExist();
    }
}
