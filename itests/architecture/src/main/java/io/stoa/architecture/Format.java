package io.stoa.architecture;

import java.nio.file.Path;

/** {@code ./stoa format}: formats every Java source of the tree that its first argument names. */
public final class Format {

    private Format() {}

    /** Formats, and says which files it has changed. */
    public static void main(String[] arguments) {
        var changed = new Formatting(new SourceTree(Path.of(arguments[0]))).format();
        changed.forEach(System.out::println);
        System.out.println(changed.size() + " files formatted");
    }
}
