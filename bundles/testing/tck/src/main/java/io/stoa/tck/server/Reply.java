package io.stoa.tck.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command said.
 *
 * @param code its exit code
 * @param text what it printed
 */
public record Reply(int code, String text) {

    private static final Pattern OBJECT =
            Pattern.compile("\\{(?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*+\")*+}");
    private static final Pattern MEMBER =
            Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** Returns the rows of a table, or the one object of facts: objects whose values are texts. */
    public List<Map<String, String>> rows() {
        List<Map<String, String>> rows = new ArrayList<>();
        Matcher objects = OBJECT.matcher(text);
        while (objects.find()) {
            Map<String, String> row = new LinkedHashMap<>();
            Matcher members = MEMBER.matcher(objects.group());
            while (members.find()) {
                row.put(members.group(1), members.group(2).replaceAll("\\\\(.)", "$1"));
            }
            rows.add(row);
        }
        return rows;
    }

    /** Returns one fact, "" when it is not told. */
    public String fact(String name) {
        return rows().stream().findFirst().orElse(Map.of()).getOrDefault(name, "");
    }

    /** Returns one fact that is a number, 0 when it is not told. */
    public long number(String name) {
        String value = fact(name);
        return value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
    }
}
