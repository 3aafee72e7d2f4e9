package io.stoa.xml;

/** The names of XML (Namespaces in XML 1.0 §3: NCName). Stateless. */
final class Names {

    private Names() {}

    static void require(String name) {
        if (!valid(name)) {
            throw new IllegalArgumentException("not the name of an element or attribute: " + name);
        }
    }

    private static boolean valid(String name) {
        if (name.isEmpty() || !start(name.codePointAt(0))) {
            return false;
        }
        return name.codePoints().allMatch(Names::part);
    }

    private static boolean start(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c > 0x7F && letter(c));
    }

    private static boolean part(int c) {
        return start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == 0xB7 || mark(c);
    }

    /** NameStartChar beyond ASCII (XML 1.0 §2.3). */
    private static boolean letter(int c) {
        return (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7)
                || (c >= 0x370 && c <= 0x1FFF && c != 0x37E)
                || c == 0x200C
                || c == 0x200D
                || high(c);
    }

    private static boolean high(int c) {
        return (c >= 0x2070 && c <= 0x218F)
                || (c >= 0x2C00 && c <= 0x2FEF)
                || (c >= 0x3001 && c <= 0xD7FF)
                || (c >= 0xF900 && c <= 0xFDCF)
                || (c >= 0xFDF0 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0xEFFFF);
    }

    private static boolean mark(int c) {
        return (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040;
    }
}
