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
 * @param reasons by {@code Class} or {@code Class.method}
 * @param atLeast how many tests must pass for the run to be believed
 */
record LeftOut(Map<String, String> reasons, int atLeast) {

    private static final String AT_LEAST = "at-least";

    static LeftOut read() {
        try (InputStream in = LeftOut.class.getResourceAsStream("left-out.txt")) {
            Map<String, String> reasons = new LinkedHashMap<>();
            for (String line : text(in).lines().toList()) {
                int space = line.indexOf(' ');
                if (space > 0 && !line.startsWith("#")) {
                    reasons.put(line.substring(0, space), line.substring(space).strip());
                }
            }
            return new LeftOut(reasons, Integer.parseInt(reasons.remove(AT_LEAST)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Classes that do not run at all. */
    List<String> classes() {
        return reasons.keySet().stream().filter(name -> name.indexOf('.') < 0).toList();
    }

    /** Why a test may fail when others ran before it; alone it must pass. */
    Optional<String> reason(Method method) {
        return Optional.ofNullable(
                reasons.get(method.getDeclaringClass().getSimpleName() + "." + method.getName()));
    }
}
