package io.stoa.xml;

/**
 * Character data. Immutable and thread-safe.
 *
 * @param value the characters, of those that XML 1.0 allows
 */
public record Text(String value) implements Node {

    /**
     * Checks the characters.
     *
     * @throws IllegalArgumentException when one is not allowed in XML
     */
    public Text {
        Characters.require(value);
    }

    /**
     * Makes text fit for XML: characters that it does not allow become U+FFFD. For what comes from
     * elsewhere, such as another network.
     */
    public static String clean(String text) {
        return Characters.clean(text);
    }
}
