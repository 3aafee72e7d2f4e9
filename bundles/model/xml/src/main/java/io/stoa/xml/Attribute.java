package io.stoa.xml;

/**
 * An attribute. Immutable and thread-safe.
 *
 * @param namespace the namespace, "" for an attribute without prefix
 * @param local the local name
 * @param value the value, of characters that XML 1.0 allows
 */
public record Attribute(String namespace, String local, String value) {

    /** The namespace of {@code xml:lang}. */
    public static final String XML = "http://www.w3.org/XML/1998/namespace";

    /**
     * Checks the characters of the value.
     *
     * @throws IllegalArgumentException when one is not allowed in XML
     */
    public Attribute {
        Characters.require(value);
    }

    /** Makes an attribute without a namespace. */
    public static Attribute of(String local, String value) {
        return new Attribute("", local, value);
    }

    boolean is(String otherNamespace, String otherLocal) {
        return local.equals(otherLocal) && namespace.equals(otherNamespace);
    }
}
