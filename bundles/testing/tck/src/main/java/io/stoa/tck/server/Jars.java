package io.stoa.tck.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Makes other versions of a bundle: the same jar with another version, and broken ones. Stateless.
 *
 * @param original the jar that is shipped
 * @param folder where the new ones go
 */
public record Jars(Path original, Path folder) {

    private static final String SCR = "http://www.osgi.org/xmlns/scr/v1.3.0";

    /** Finds the jar of a bundle in a distribution. */
    public static Path find(Path home, String bundle) {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(it -> it.getFileName().toString().matches(pattern(bundle)))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(bundle + " is not in " + home));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String pattern(String bundle) {
        return bundle.replace(".", "\\.") + "-\\d[^/]*\\.jar";
    }

    /** Returns the version that is shipped. */
    public String version() {
        return header("Bundle-Version");
    }

    private String header(String name) {
        try (JarFile jar = new JarFile(original.toFile())) {
            return jar.getManifest().getMainAttributes().getValue(name);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Returns the n-th version after the one that is shipped. */
    public String next(int n) {
        String[] parts = version().split("\\.", -1);
        return parts[0] + "." + parts[1] + "." + (Integer.parseInt(parts[2]) + n);
    }

    /** Makes the same bundle with another version. */
    public Path version(String version) {
        return write(version, Map.of(), new LinkedHashMap<>(Map.of("Bundle-Version", version)));
    }

    /** Makes a version with one component more. */
    public Path with(String version, Part part) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-Version", version);
        String description = "OSGI-INF/tck-" + part.type().getSimpleName() + ".xml";
        headers.put("Service-Component", joined("Service-Component", description));
        if (!part.imports().isEmpty()) {
            headers.put("Import-Package", joined("Import-Package", part.imports()));
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(part.type().getName().replace('.', '/') + ".class", code(part.type()));
        entries.put(description, part.description().getBytes(StandardCharsets.UTF_8));
        return write(version, entries, headers);
    }

    /** Makes a version that imports what nobody exports. */
    public Path importing(String version, String missing) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Bundle-Version", version);
        headers.put("Import-Package", joined("Import-Package", missing));
        return write(version, Map.of(), headers);
    }

    private String joined(String header, String more) {
        String there = header(header);
        if (there == null || there.isEmpty()) {
            return more;
        }
        // one package is not imported twice
        return there.contains(more.split(";", 2)[0] + ";") ? there : there + "," + more;
    }

    /**
     * A component that is added.
     *
     * @param type its class, which is copied into the bundle
     * @param immediate whether it is made at once
     * @param inside what stands within its description: services, references, properties
     * @param imports what it has to import, "" for nothing
     */
    public record Part(Class<?> type, boolean immediate, String inside, String imports) {

        String description() {
            return ("<?xml version=\"1.0\"?><scr:component xmlns:scr=\"%s\" name=\"%s\""
                            + " immediate=\"%s\">%s<implementation class=\"%s\"/></scr:component>")
                    .formatted(SCR, type.getName(), immediate, inside, type.getName());
        }
    }

    /** Makes a bundle of its own out of one component. */
    public static Path bundle(Path folder, String name, Part part) {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Name", name);
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", part.imports());
        headers.putValue("Service-Component", "OSGI-INF/part.xml");
        Path file = folder.resolve(name + "-1.0.0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            put(out, part.type().getName().replace('.', '/') + ".class", code(part.type()));
            put(out, "OSGI-INF/part.xml", part.description().getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    private static byte[] code(Class<?> type) {
        String name = "/" + type.getName().replace('.', '/') + ".class";
        try (InputStream in = Jars.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no class file of " + type);
            }
            return in.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path write(String version, Map<String, byte[]> more, Map<String, String> headers) {
        String name = header("Bundle-SymbolicName").split(";", 2)[0];
        Path file = folder.resolve(name + "-" + version + ".jar");
        try (JarFile jar = new JarFile(original.toFile())) {
            Manifest manifest = jar.getManifest();
            headers.forEach((key, value) -> manifest.getMainAttributes().putValue(key, value));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry : jar.stream().toList()) {
                    if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        try (InputStream in = jar.getInputStream(entry)) {
                            put(out, entry.getName(), in.readAllBytes());
                        }
                    }
                }
                for (Map.Entry<String, byte[]> entry : more.entrySet()) {
                    put(out, entry.getKey(), entry.getValue());
                }
            }
            return Files.write(file, bytes.toByteArray());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
