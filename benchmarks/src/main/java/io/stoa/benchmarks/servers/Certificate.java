package io.stoa.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate for the peers, ECDSA P-256 like the one that Stoa makes for itself. Stateless. */
final class Certificate {

    private Certificate() {}

    /** Makes {@code server.pem}, key and certificate in one file. */
    static Path in(Setting setting) {
        Path key = setting.folder().resolve("server.key");
        Path certificate = setting.folder().resolve("server.crt");
        List<String> command =
                List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:prime256v1",
                        "-nodes",
                        "-days",
                        "30",
                        "-subj",
                        "/CN=" + Server.DOMAIN,
                        "-keyout",
                        key.toString(),
                        "-out",
                        certificate.toString());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("openssl has made no certificate");
            }
            return Files.writeString(
                    setting.folder().resolve("server.pem"),
                    Files.readString(key) + Files.readString(certificate));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
