package io.stoa.runtime.foreign;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of other projects, with which ours is tried. Where one is not installed its test is
 * skipped, unless the environment says STOA_PROGRAMS=required, as .ci/run does.
 *
 * @param path the program
 */
record Installed(Path path) {

    /** Finds a program; skips the test that needs it. */
    static Installed program(String name) {
        Optional<Path> found =
                Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        if (found.isEmpty() && "required".equals(System.getenv("STOA_PROGRAMS"))) {
            throw new AssertionError(name + " is not installed, and STOA_PROGRAMS=required");
        }
        Assumptions.assumeTrue(found.isPresent(), name + " is not installed: apt install " + name);
        return new Installed(found.orElseThrow());
    }

    /** Skips the test when a command does not succeed. */
    void able(String what, String... arguments) {
        boolean able = false;
        try {
            Process process =
                    new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            able = process.waitFor() == 0;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!able && "required".equals(System.getenv("STOA_PROGRAMS"))) {
            throw new AssertionError(what + " is not installed, and STOA_PROGRAMS=required");
        }
        Assumptions.assumeTrue(able, what + " is not installed");
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Starts it; what it says goes to a file. */
    Process start(Path log, String... arguments) {
        try {
            return new ProcessBuilder(command(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Ends a process that was started, at once. */
    static void kill(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
