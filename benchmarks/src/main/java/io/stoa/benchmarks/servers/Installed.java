package io.stoa.benchmarks.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of this machine. Stateless. */
final class Installed {

    private Installed() {}

    /** Returns where a program is. */
    static String path(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        program
                                                + " is not installed; on Debian: apt-get install"
                                                + " ejabberd prosody openssl"));
    }
}
