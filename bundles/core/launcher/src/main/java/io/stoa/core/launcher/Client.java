package io.stoa.core.launcher;

import java.io.IOException;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Has a running server do a command, through its control socket. */
final class Client {

    private static final int STOP_SECONDS = 60;

    private final Environment environment;
    private final Terminal terminal;

    Client(Environment environment, Terminal terminal) {
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Returns the command's exit code. */
    int call(List<String> words) {
        List<String> rest = new ArrayList<>(words);
        Path data = takeData(rest);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket(data)))) {
            Wire wire =
                    new Wire(Channels.newInputStream(channel), Channels.newOutputStream(channel));
            wire.request(terminal.interactive(), rest);
            int code = converse(wire);
            return code == 0 && rest.equals(List.of("stop")) ? awaitEnd(data) : code;
        } catch (SocketException absent) {
            throw notRunning(data, absent);
        } catch (IOException broken) {
            throw new LaunchException(1, "the server has hung up (" + broken + ")", broken);
        }
    }

    /** Takes {@code --data DIR} out of the words. */
    private Path takeData(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            if (word.startsWith("--data=")) {
                words.remove(at);
                return Path.of(word.substring("--data=".length())).toAbsolutePath().normalize();
            }
            if (word.equals("--data") && at + 1 < words.size()) {
                words.remove(at);
                return Path.of(words.remove(at)).toAbsolutePath().normalize();
            }
        }
        return environment.data();
    }

    /** A path that is too long for a socket is replaced by another one, named in a file. */
    private static Path socket(Path data) throws IOException {
        Path elsewhere = data.resolve("control.path");
        return Files.exists(elsewhere)
                ? Path.of(Files.readString(elsewhere).strip())
                : data.resolve("control.sock");
    }

    private int converse(Wire wire) throws IOException {
        while (true) {
            Wire.Frame frame = wire.read();
            switch (frame.kind()) {
                case 'o' -> terminal.print(frame.text());
                case 'e' -> terminal.error(frame.text());
                case 'l' -> wire.answer(terminal.line(frame.text()));
                case 's' -> wire.answer(terminal.secret(frame.text()));
                case 'p' -> wire.answer(terminal.pause(Long.parseLong(frame.text())));
                case 'x' -> {
                    return Integer.parseInt(frame.text());
                }
                default -> throw new IOException("unknown frame " + frame.kind());
            }
        }
    }

    private int awaitEnd(Path data) {
        Optional<ProcessHandle> server =
                DataDirectory.pid(data).stream()
                        .boxed()
                        .flatMap(pid -> ProcessHandle.of(pid).stream())
                        .findFirst();
        try {
            if (server.isPresent()) {
                server.get().onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            }
            terminal.print("stopped");
            return 0;
        } catch (TimeoutException | ExecutionException tooLong) {
            throw new LaunchException(
                    1, "the server is still stopping after " + STOP_SECONDS + " s", tooLong);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static LaunchException notRunning(Path data, IOException cause) {
        return new LaunchException(
                3,
                "no server is running on "
                        + data
                        + "; start it with: "
                        + DataDirectory.command(data),
                cause);
    }
}
