package io.stoa.xml;

/** The characters of XML 1.0 (§2.2). Stateless. */
final class Characters {

    private Characters() {}

    /** Refuses what no XML document may contain, so that nothing can be smuggled out. */
    static void require(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x20 && c < 0xD800) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (!allowed(c)) {
                throw new IllegalArgumentException(
                        "character " + Integer.toHexString(c) + " is not allowed in XML");
            }
        }
    }

    private static boolean allowed(char c) {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0xE000 && c <= 0xFFFD);
    }
}
