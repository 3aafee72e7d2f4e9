package io.stoa.smack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of Smack's tests is left out, and why: {@code left-out.txt}.
 *
 * @param out why, by {@code Class}: these do not run
 * @param unheeded why, by {@code Class.method}: these run, and their failure says nothing of Stoa
 * @param alone why, by {@code Class.method}: these must pass without others if not among them
 * @param atLeast how many tests must run for the run to be believed
 */
record LeftOut(
        Map<String, String> out,
        Map<String, String> unheeded,
        Map<String, String> alone,
        int atLeast) {

    static LeftOut read() {
        try (InputStream in = LeftOut.class.getResourceAsStream("left-out.txt")) {
            List<String[]> lines =
                    text(in).lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(line -> line.split(" ", 3))
                            .toList();
            return new LeftOut(
                    reasons(lines, "out"),
                    reasons(lines, "unheeded"),
                    reasons(lines, "alone"),
                    Integer.parseInt(reasons(lines, "at-least").keySet().iterator().next()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, String> reasons(List<String[]> lines, String word) {
        Map<String, String> reasons = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> line[0].equals(word))
                .forEach(line -> reasons.put(line[1], line.length > 2 ? line[2] : ""));
        return reasons;
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** What does not run at all. */
    List<String> names() {
        return List.copyOf(out.keySet());
    }

    /** Why a test may fail when others ran before it; alone it must pass. */
    Optional<String> reason(Method method) {
        return Optional.ofNullable(alone.get(name(method)));
    }

    /** Why a failure of this test says nothing of Stoa. */
    Optional<String> whyUnheeded(Method method) {
        return Optional.ofNullable(unheeded.get(name(method)));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
