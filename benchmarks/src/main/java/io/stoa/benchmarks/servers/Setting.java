package io.stoa.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a server may run.
 *
 * @param folder a new folder
 * @param port its port for plain connections; the next one is for TLS
 * @param distribution Stoa's assembled distribution
 * @param archives whether archives are asked for: only then a peer has them loaded
 */
public record Setting(Path folder, int port, Path distribution, boolean archives) {

    /** Writes a file of the configuration. */
    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
