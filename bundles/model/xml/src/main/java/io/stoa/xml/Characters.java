package io.stoa.xml;

/** The characters of XML 1.0 (§2.2). Stateless. */
final class Characters {

    private static final int REPLACEMENT = 0xFFFD;

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

    /** Replaces what no XML document may contain by U+FFFD. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> clean.appendCodePoint(allowed(c) ? c : REPLACEMENT));
        return clean.toString();
    }

    private static boolean allowed(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c <= REPLACEMENT)
                || c > Character.MAX_VALUE;
    }
}
