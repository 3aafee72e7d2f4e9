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
}
