package io.stoa.core.config;

import org.osgi.service.metatype.AttributeDefinition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A key that a component has.
 *
 * @param name its name
 * @param type its type, a constant of {@link AttributeDefinition}
 * @param many whether it takes several values, separated by commas
 * @param defaults its default values
 * @param description what it means
 * @param options the values that it takes; empty when there is no list of them
 * @param range says what is wrong with a number, "" when nothing is
 */
record Key(
        String name,
        int type,
        boolean many,
        List<String> defaults,
        String description,
        List<String> options,
        UnaryOperator<String> range) {

    Key {
        defaults = List.copyOf(defaults);
        options = List.copyOf(options);
    }

    /** Tells whether another key makes the same of a setting. */
    boolean reads(Key other) {
        return type == other.type && many == other.many && options.equals(other.options);
    }

    /** Returns its type in a word: secret, list, switch, number, choice or text. */
    String kind() {
        if (secret()) {
            return "secret";
        }
        if (many) {
            return "list";
        }
        return switch (type) {
            case AttributeDefinition.BOOLEAN -> "switch";
            case AttributeDefinition.INTEGER,
                    AttributeDefinition.LONG,
                    AttributeDefinition.DOUBLE ->
                    "number";
            default -> options.isEmpty() ? "text" : "choice";
        };
    }

    /**
     * Refuses a value that fits the type and still is none.
     *
     * @throws ConfigException with the values that would do
     */
    void check(Setting setting) {
        if (!many && !options.isEmpty() && !options.contains(setting.value())) {
            throw new ConfigException(
                    setting.name()
                            + " takes "
                            + String.join(", ", options)
                            + ", not “"
                            + setting.value()
                            + "”");
        }
        if (kind().equals("number") && !range.apply(setting.value()).isEmpty()) {
            throw new ConfigException(
                    setting.name()
                            + " does not take "
                            + setting.value()
                            + ", which is out of its range; see: stoa config show "
                            + setting.pid());
        }
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
