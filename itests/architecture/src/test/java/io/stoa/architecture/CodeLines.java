package io.stoa.architecture;

/** Counts lines of code: not blank, not comment, not package or import. Stateless. */
final class CodeLines {

    private CodeLines() {}

    static int in(String source) {
        int count = 0;
        boolean comment = false;
        for (String line : source.lines().map(String::strip).toList()) {
            if (comment) {
                comment = !line.endsWith("*/");
            } else if (line.startsWith("/*")) {
                comment = !line.endsWith("*/");
            } else if (counts(line)) {
                count++;
            }
        }
        return count;
    }

    private static boolean counts(String line) {
        return !line.isEmpty()
                && !line.startsWith("//")
                && !line.startsWith("import ")
                && !line.startsWith("package ");
    }
}
