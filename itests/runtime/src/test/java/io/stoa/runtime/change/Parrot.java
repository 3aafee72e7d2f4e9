package io.stoa.runtime.change;

import io.stoa.testkit.gateway.ParrotNetwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The network of docs/gateways.md as the bundle of a third party, made of the source there. */
public final class Parrot {

    private static final String NAME = "org.example.parrot";

    private Parrot() {}

    /** Makes the bundle. */
    public static Path bundle(Path folder) {
        String name = ParrotNetwork.class.getSimpleName();
        Path source =
                Path.of("../../bundles/testing/testkit/src/main/java")
                        .resolve(ParrotNetwork.class.getName().replace('.', '/') + ".java");
        try {
            String code =
                    Files.readString(source)
                            .replace(ParrotNetwork.class.getPackageName() + ";", NAME + ";");
            return new BundleMaker(folder).make(NAME, "1.0.0", Map.of(name, code));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
