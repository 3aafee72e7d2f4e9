package io.stoa.tck.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * To what a key is changed, for a trial.
 *
 * @param value another valid value
 * @param why there is none that can be told from the key's definition, or ""
 */
record Trial(String value, String why) {

    /** What is named by these must be there first. */
    private static final Set<String> PLACES =
            Set.of("address", "directory", "keyFile", "passwordFile", "truststore", "url", "user");

    /**
     * Finds another value.
     *
     * @param key what {@code config show} says of it
     * @param value the value that was said
     */
    static Trial of(Map<String, String> key, String value) {
        String name = key.getOrDefault("key", "");
        return switch (key.getOrDefault("type", "")) {
            case "number" -> number(value);
            case "switch" -> new Trial(value.equals("true") ? "false" : "true", "");
            case "choice" -> choice(key.getOrDefault("options", ""), value);
            case "list" -> list(value);
            case "secret" -> new Trial("", "a secret is not shown");
            default -> text(name, value);
        };
    }

    private static Trial number(String value) {
        return value.matches("-?\\d{1,15}")
                ? new Trial(Long.toString(Long.parseLong(value) + 1), "")
                : new Trial("", "it has no value to count from");
    }

    private static Trial choice(String options, String value) {
        List<String> all = new ArrayList<>(List.of(options.split(", *", -1)));
        all.remove(value);
        return all.isEmpty() ? new Trial("", "there is no other") : new Trial(all.getFirst(), "");
    }

    /** The first entry once more: what it means stays the same. */
    private static Trial list(String value) {
        return value.isBlank()
                ? new Trial("", "an empty list has no entry to double")
                : new Trial(value + "," + value.split(",", -1)[0].strip(), "");
    }

    private static Trial text(String name, String value) {
        if (PLACES.contains(name)) {
            return new Trial("", "what it names must be there first");
        }
        return value.isBlank()
                ? new Trial("", "an empty text says nothing of others")
                : new Trial(value + "x", "");
    }
}
