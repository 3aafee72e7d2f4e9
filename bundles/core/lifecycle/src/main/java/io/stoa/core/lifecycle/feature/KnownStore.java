package io.stoa.core.lifecycle.feature;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A store that a bundle knows, as {@link io.stoa.storage.Keeps} has written it into its manifest.
 * Immutable.
 *
 * @param name the name of the store
 * @param version the newest version that the bundle can read
 */
public record KnownStore(String name, long version) {

    private static final String NAMESPACE = "stoa.store";

    /**
     * Reads what a bundle knows.
     *
     * @throws FeatureException when its jar cannot be read
     */
    public static List<KnownStore> of(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = Objects.requireNonNullElseGet(jar.getManifest(), Manifest::new);
            String header = manifest.getMainAttributes().getValue("Provide-Capability");
            return split(Objects.toString(header, ""), ',').stream()
                    .map(it -> split(it, ';'))
                    .filter(it -> it.getFirst().equals(NAMESPACE))
                    .map(it -> of(file, it))
                    .toList();
        } catch (IOException failure) {
            throw new FeatureException(
                    file + " cannot be read (" + failure.getMessage() + "); copy it again",
                    failure);
        }
    }

    private static KnownStore of(Path file, List<String> clause) {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : clause) {
            int equals = attribute.indexOf('=');
            if (equals > 0) {
                attributes.put(
                        attribute.substring(0, equals).strip().split(":", -1)[0],
                        attribute.substring(equals + 1).replace("\"", "").strip());
            }
        }
        String name = attributes.getOrDefault("name", "");
        String version = attributes.getOrDefault("schema", "");
        if (name.isEmpty() || !version.matches("[0-9]{1,9}")) {
            throw new FeatureException(
                    file.getFileName()
                            + " names a store in its manifest without name or schema: "
                            + String.join(";", clause)
                            + "; declare it with @Keeps and build it again");
        }
        return new KnownStore(name, Long.parseLong(version));
    }

    /** Splits a header (OSGi Core R8 §3.2.4): what is quoted stays together. */
    private static List<String> split(String text, char at) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        boolean escaped = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == at && !quoted) {
                parts.add(part.toString().strip());
                part.setLength(0);
            } else {
                part.append(c);
                quoted ^= c == '"' && !escaped;
            }
            escaped = c == '\\' && !escaped;
        }
        parts.add(part.toString().strip());
        return parts;
    }
}
