package io.stoa.core.config;

import org.osgi.service.metatype.AttributeDefinition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A key that a component has.
 *
 * @param name its name
 * @param type its type, a constant of {@link AttributeDefinition}
 * @param many whether it takes several values, separated by commas
 * @param defaults its default values
 * @param description what it means
 */
record Key(String name, int type, boolean many, List<String> defaults, String description) {

    Key {
        defaults = List.copyOf(defaults);
    }

    /** Turns a text into a value of the key's type. */
    Object value(Setting setting) {
        if (!many) {
            return single(setting, setting.value());
        }
        List<Object> values =
                Arrays.stream(setting.value().split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(part -> single(setting, part))
                        .toList();
        return type == AttributeDefinition.STRING
                ? values.toArray(new String[0])
                : values.toArray();
    }

    private Object single(Setting setting, String text) {
        try {
            return switch (type) {
                case AttributeDefinition.INTEGER -> Integer.valueOf(text);
                case AttributeDefinition.LONG -> Long.valueOf(text);
                case AttributeDefinition.DOUBLE -> Double.valueOf(text);
                case AttributeDefinition.BOOLEAN -> truth(setting, text);
                default -> text;
            };
        } catch (NumberFormatException wrong) {
            throw new ConfigException(
                    setting.source()
                            + ": "
                            + setting.name()
                            + " takes a number, not “"
                            + text
                            + "”",
                    wrong);
        }
    }

    private static Boolean truth(Setting setting, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default ->
                    throw new ConfigException(
                            setting.source()
                                    + ": "
                                    + setting.name()
                                    + " takes true or false, not “"
                                    + text
                                    + "”");
        };
    }

    /** Tells whether the value is nobody's business. */
    boolean secret() {
        return type == AttributeDefinition.PASSWORD || secret(name);
    }

    static boolean secret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("password") || lower.contains("secret") || lower.contains("token");
    }

    /** Returns the default as it would stand in a file. */
    String defaultText() {
        return String.join(", ", defaults);
    }
}
