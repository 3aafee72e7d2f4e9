package io.stoa.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The assembled distribution, run as an admin runs it: {@code bin/stoa up --profile lab} in a
 * process of its own, on free ports. Where the distribution is, the system property {@code
 * stoa.dist} says. Not thread-safe.
 */
public final class RuntimeProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    private final Path data;
    private final Process process;
    private final String ready;

    private RuntimeProcess(Path data, Process process, String ready) {
        this.data = data;
        this.process = process;
        this.ready = ready;
    }

    /**
     * Starts a server on a data directory and waits until every listener accepts.
     *
     * @param data the data directory, new or of an earlier run
     * @param options further options of {@code stoa up}
     */
    public static RuntimeProcess start(Path data, String... options) {
        List<String> words = new ArrayList<>(List.of("up", "--profile", "lab"));
        words.addAll(List.of("--domain", Stoa.DOMAIN));
        words.addAll(List.of("--set", "io.stoa.net.mina:port=0"));
        words.addAll(List.of("--set", "io.stoa.net.mina:tls.port=0"));
        words.addAll(List.of(options));
        return run(data, words);
    }

    /**
     * Starts a gateway outside of its server, and waits until it has tried to connect to it.
     *
     * @param data the data directory, new or of an earlier run
     * @param domain the gateway's domain
     * @param options further options of {@code stoa gateway run}
     */
    public static RuntimeProcess gateway(Path data, String domain, String... options) {
        List<String> words = new ArrayList<>(List.of("gateway", "run", domain));
        words.addAll(List.of(options));
        return run(data, words);
    }

    private static RuntimeProcess run(Path data, List<String> words) {
        try {
            Path readyFile = Files.createTempFile("stoa-ready", ".json");
            Files.delete(readyFile);
            Path log = data.resolveSibling(data.getFileName() + ".out");
            List<String> command = new ArrayList<>(List.of(script()));
            command.addAll(words);
            command.addAll(List.of("--data", data.toString()));
            command.addAll(List.of("--ready-file", readyFile.toString()));
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start();
            return new RuntimeProcess(data, process, await(process, readyFile, log));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String script() {
        String home = System.getProperty("stoa.dist");
        if (home == null) {
            throw new IllegalStateException("stoa.dist must name the assembled distribution");
        }
        return Path.of(home, "bin", "stoa").toString();
    }

    /** Waits for the ready file, or for the process to give up. */
    private static String await(Process process, Path readyFile, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(readyFile)) {
            if (ended(process) || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "the server has not started:\n" + Files.readString(log));
            }
        }
        return Files.readString(readyFile);
    }

    private static boolean ended(Process process) {
        try {
            return process.waitFor(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", interrupted);
        }
    }

    /** Returns what the ready file says. */
    public String ready() {
        return ready;
    }

    /** Returns a port by the name of its listener, such as {@code c2s}. */
    public int port(String listener) {
        Matcher matcher =
                Pattern.compile("\"" + Pattern.quote(listener) + "\"\\s*:\\s*(\\d+)")
                        .matcher(ready);
        if (!matcher.find()) {
            throw new IllegalArgumentException("no listener " + listener + " in " + ready);
        }
        return Integer.parseInt(matcher.group(1));
    }

    /** Returns the data directory. */
    public Path data() {
        return data;
    }

    /** Runs a command against the server, such as {@code account add a@b --password x}. */
    public String call(String... words) {
        return run("", words);
    }

    /** Runs several commands in one shell of the server; each is a line. */
    public String shell(List<String> lines) {
        return run(String.join("\n", lines) + "\n", "shell");
    }

    private String run(String input, String... words) {
        List<String> command = new ArrayList<>(List.of(script()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        try {
            Process call = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream stdin = call.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output =
                    new String(call.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (call.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", words) + " failed: " + output);
            }
            return output;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** Ends the process at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Stops the server in good order; returns the exit code. */
    public int stop() {
        process.destroy();
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the server does not stop");
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
