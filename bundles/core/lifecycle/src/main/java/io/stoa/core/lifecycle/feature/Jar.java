package io.stoa.core.lifecycle.feature;

import org.osgi.framework.Constants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What the jar of a bundle says about itself. Immutable.
 *
 * @param file where it is
 * @param name its symbolic name
 * @param version its version
 * @param title its name for people
 * @param description a sentence
 * @param sha256 its hash
 */
public record Jar(
        Path file, String name, String version, String title, String description, String sha256) {

    /**
     * Reads a jar.
     *
     * @throws FeatureException when it is not a bundle
     */
    public static Jar read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = header(headers, Constants.BUNDLE_SYMBOLICNAME).split(";", -1)[0].strip();
            if (name.isEmpty()) {
                throw new FeatureException(
                        file.getFileName()
                                + " is no OSGi bundle: its manifest has no Bundle-SymbolicName;"
                                + " build it with bnd");
            }
            String version = header(headers, Constants.BUNDLE_VERSION);
            String title = header(headers, Constants.BUNDLE_NAME);
            return new Jar(
                    file,
                    name,
                    version.isEmpty() ? "0.0.0" : version,
                    title.isEmpty() ? name : title,
                    header(headers, Constants.BUNDLE_DESCRIPTION),
                    Sha256.of(file));
        } catch (IOException failure) {
            throw new FeatureException(
                    file.getFileName()
                            + " cannot be read as a jar ("
                            + failure.getMessage()
                            + "); copy it again",
                    failure);
        }
    }

    private static String header(Attributes headers, String name) {
        return Objects.toString(headers.getValue(name), "").strip();
    }
}
