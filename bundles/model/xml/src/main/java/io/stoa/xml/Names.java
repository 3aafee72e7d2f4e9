package io.stoa.xml;

import java.util.regex.Pattern;

/** The names of XML (Namespaces in XML 1.0 §3: NCName). Stateless. */
final class Names {

    /** NameStartChar without the colon (XML 1.0 §2.3). */
    private static final String START =
            "A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF"
                    + "\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF"
                    + "\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\x{10000}-\\x{EFFFF}";

    private static final Pattern NAME =
            Pattern.compile(
                    "[" + START + "][" + START + "\\-.0-9\\xB7\\u0300-\\u036F\\u203F\\u2040]*");

    private Names() {}

    static void require(String name) {
        if (!plain(name) && !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of an element or attribute: " + name);
        }
    }

    /** Lower-case letters and inner hyphens, as nearly all names of XMPP are. */
    private static boolean plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c != '-' || i == 0)) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
