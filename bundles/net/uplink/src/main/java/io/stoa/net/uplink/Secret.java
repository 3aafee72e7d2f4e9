package io.stoa.net.uplink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The secret that the server has for us, in a file of the administrator's. Stateless. */
final class Secret {

    private static final long LONGEST = 4096;
    private static final String KEY = "io.stoa.net.uplink:secretFile";

    private Secret() {}

    /**
     * Reads it.
     *
     * @throws IOException with a sentence that names key, file and remedy
     */
    static String read(String name, String domain) throws IOException {
        if (name.isEmpty()) {
            throw new IOException(
                    KEY + " names no file; write the server's secret for " + domain + " into one");
        }
        Path file = Path.of(name);
        String secret;
        try {
            if (Files.size(file) > LONGEST) {
                throw new IOException("it is too long for a secret");
            }
            secret = Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new IOException(KEY + ": " + file + " cannot be read: " + failure, failure);
        }
        String line = secret.lines().findFirst().orElse("").strip();
        if (line.isEmpty()) {
            throw new IOException(
                    KEY
                            + ": the first line of "
                            + file
                            + " is empty; write the server's secret for "
                            + domain
                            + " there");
        }
        return line;
    }
}
