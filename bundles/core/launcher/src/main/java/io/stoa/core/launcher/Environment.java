package io.stoa.core.launcher;

import java.nio.file.Path;

/**
 * Where we are.
 *
 * @param home the distribution
 * @param data the data directory when none is named
 */
record Environment(Path home, Path data) {

    /** Reads {@code -Dstoa.home}, {@code STOA_DATA} and {@code -Dstoa.default.data}. */
    static Environment ofProcess() {
        Path home = Path.of(System.getProperty("stoa.home", ".")).toAbsolutePath().normalize();
        String named = System.getenv("STOA_DATA");
        String data =
                named == null || named.isEmpty()
                        ? System.getProperty("stoa.default.data", home.resolve("data").toString())
                        : named;
        return new Environment(home, Path.of(data).toAbsolutePath().normalize());
    }
}
