package io.stoa.xml;

/**
 * What a reader accepts; more is refused before it is stored (RFC 6120 §13.12). Immutable.
 *
 * @param stanzaBytes bytes of one first-level element, or of the header
 * @param depth how deep elements may be nested, the first-level element being 1
 * @param attributes attributes of one element
 * @param elements elements in one first-level element
 * @param nameLength characters of one name
 * @param namespaces declarations of namespaces in one first-level element, or in the header
 */
public record XmlLimits(
        int stanzaBytes, int depth, int attributes, int elements, int nameLength, int namespaces) {

    /** 256 KiB, 64 deep, 64 attributes, 4096 elements, names of 256, 1024 namespaces. */
    public static final XmlLimits DEFAULT = new XmlLimits(262_144, 64, 64, 4096, 256, 1024);

    XmlException bytesExceeded() {
        return new XmlException(XmlException.Kind.LIMIT, "more than " + stanzaBytes + " bytes");
    }

    /** Returns these limits with another limit on the bytes of a stanza. */
    public XmlLimits withStanzaBytes(int bytes) {
        return new XmlLimits(bytes, depth, attributes, elements, nameLength, namespaces);
    }
}
