package io.stoa.benchmarks.servers;

import io.stoa.load.Waiting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A server's process. */
record Child(Process process, Path log) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static Child start(Path folder, Map<String, String> environment, List<String> command) {
        try {
            Path log = folder.resolve("out.log");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return new Child(builder.start(), log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until a port is open. */
    Child listening(int port) {
        await(() -> open(port));
        return this;
    }

    void await(BooleanSupplier there) {
        boolean came = Waiting.until(() -> !process.isAlive() || there.getAsBoolean(), PATIENCE);
        if (!came || !process.isAlive()) {
            throw new IllegalStateException("a server has not started:\n" + output());
        }
    }

    private String output() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean open(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException closed) {
            return false;
        }
    }

    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
