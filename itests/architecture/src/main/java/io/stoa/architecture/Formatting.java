package io.stoa.architecture;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;

import java.nio.file.Path;
import java.util.List;

/**
 * The one format of our sources: google-java-format in its AOSP style, 100 columns. Thread-safe.
 * docs/adr/0011 says why it is not a Maven plugin that does this.
 */
final class Formatting {

    private final Formatter formatter =
            new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
    private final SourceTree tree;

    Formatting(SourceTree tree) {
        this.tree = tree;
    }

    /** Returns the sources that are not in the format. */
    List<Path> unformatted() {
        return tree.javaFiles().parallelStream().filter(this::differs).toList();
    }

    /** Formats the sources that are not in the format, and returns them. */
    List<Path> format() {
        List<Path> files = unformatted();
        for (Path file : files) {
            Text.write(tree.root().resolve(file), formatted(file, tree.read(file)));
        }
        return files;
    }

    private boolean differs(Path file) {
        String source = tree.read(file);
        return !formatted(file, source).equals(source);
    }

    private String formatted(Path file, String source) {
        try {
            return formatter.formatSourceAndFixImports(source);
        } catch (FormatterException failure) {
            throw new IllegalStateException(
                    file + " is not Java: " + failure.getMessage(), failure);
        }
    }
}
