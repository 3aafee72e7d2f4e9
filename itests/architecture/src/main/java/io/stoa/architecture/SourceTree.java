package io.stoa.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The project's own files, without what builds, runs and editors leave behind.
 *
 * @param root the folder of the root pom.xml
 */
public record SourceTree(Path root) {

    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", "data", ".idea", ".vscode", ".settings", "node_modules");

    /** Makes the path absolute. */
    public SourceTree {
        root = root.toAbsolutePath().normalize();
    }

    /** Returns the tree that the build names in the system property {@code stoa.root}. */
    public static SourceTree ofTheBuild() {
        return new SourceTree(Path.of(System.getProperty("stoa.root", "../..")));
    }

    /** Returns every file, relative to the root, in the order of their paths. */
    public List<Path> files() {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Collector(found));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return found.stream().map(root::relativize).sorted().toList();
    }

    /** Returns every Java source, relative to the root. */
    public List<Path> javaFiles() {
        return files().stream().filter(file -> file.toString().endsWith(".java")).toList();
    }

    /** Returns the Java sources that are not tests. */
    public List<Path> mainJavaFiles() {
        return javaFiles().stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .toList();
    }

    /** Returns the bundles: every folder of two levels under bundles/ that has a pom.xml. */
    public List<Bundle> bundles() {
        Path bundles = root.resolve("bundles");
        try (Stream<Path> poms = Files.find(bundles, 3, (path, is) -> path.endsWith("pom.xml"))) {
            return poms.map(Path::getParent)
                    .filter(folder -> bundles.relativize(folder).getNameCount() == 2)
                    .sorted()
                    .map(folder -> new Bundle(bundles.relativize(folder).toString(), folder))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads a file of the tree. */
    public String read(Path relative) {
        return Text.read(root.resolve(relative));
    }

    private static final class Collector extends SimpleFileVisitor<Path> {

        private final List<Path> found;

        Collector(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
            return NOT_OURS.contains(folder.getFileName().toString())
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
            // in a worktree of git, .git is a file
            if (is.isRegularFile() && !NOT_OURS.contains(file.getFileName().toString())) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
