package io.stoa.runtime.change;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes bundles out of Java sources, as a third party's build does: javac and bnd. */
final class BundleMaker {

    private final Path folder;

    BundleMaker(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes a bundle.
     *
     * @param name its symbolic name, which is its package
     * @param version its version
     * @param sources Java sources by the simple names of their classes
     * @param headers further instructions for bnd
     */
    Path make(String name, String version, Map<String, String> sources, String... headers) {
        try {
            Path work = Files.createTempDirectory(folder, name);
            Path classes = compile(work, name, sources);
            Path jar = work.resolve(name + "-" + version + ".jar");
            pack(name, version, classes, jar, headers);
            return jar;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Path compile(Path work, String name, Map<String, String> sources)
            throws IOException {
        List<File> files = new ArrayList<>();
        for (Map.Entry<String, String> source : new TreeMap<>(sources).entrySet()) {
            Path file = work.resolve(source.getKey() + ".java");
            Files.writeString(file, source.getValue());
            files.add(file.toFile());
        }
        Path classes = Files.createDirectory(work.resolve("classes"));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
        StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        StringWriter complaints = new StringWriter();
        String path = System.getProperty("java.class.path");
        List<String> options = List.of("-proc:none", "-classpath", path, "-d", classes.toString());
        boolean compiled =
                compiler.getTask(
                                complaints,
                                manager,
                                null,
                                options,
                                null,
                                manager.getJavaFileObjectsFromFiles(files))
                        .call();
        if (!compiled) {
            throw new AssertionError(name + ":\n" + complaints);
        }
        return classes;
    }

    private static void pack(
            String name, String version, Path classes, Path jar, String... headers) {
        try (Builder builder = new Builder()) {
            builder.addClasspath(classes.toFile());
            for (String entry :
                    System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                File file = new File(entry);
                if (file.exists()) {
                    builder.addClasspath(file);
                }
            }
            builder.setProperty("Bundle-SymbolicName", name);
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("-privatepackage", name);
            builder.setProperty("-noimportjava", "true");
            for (String header : headers) {
                int colon = header.indexOf(':');
                builder.setProperty(header.substring(0, colon), header.substring(colon + 1));
            }
            try (Jar built = builder.build()) {
                if (!builder.getErrors().isEmpty()) {
                    throw new AssertionError(name + ": " + builder.getErrors());
                }
                built.write(jar.toFile());
            }
        } catch (Exception failure) { // bnd declares nothing better
            throw new AssertionError(failure);
        }
    }
}
