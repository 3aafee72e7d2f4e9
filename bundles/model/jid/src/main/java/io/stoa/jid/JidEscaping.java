package io.stoa.jid;

/**
 * JID escaping (XEP-0106 §3): names of other networks, which may hold what a localpart must not, as
 * localparts and back. {@code d'artagnan} is escaped as {@code d\27artagnan}.
 *
 * <p>A server never unescapes for its own sake; this is for gateways and the like. Stateless and
 * thread-safe.
 */
public final class JidEscaping {

    /** XEP-0106 §3.2: what is escaped, each character by its code in two hexadecimal digits. */
    private static final Ascii DISALLOWED = Ascii.of(" \"&'/:<>@");

    private static final Ascii ESCAPABLE = DISALLOWED.or(Ascii.of("\\"));

    private static final int LENGTH = 3;

    private JidEscaping() {}

    /**
     * A name as a localpart, which is not prepared yet. A backslash is escaped only where it would
     * be read as the beginning of an escape (XEP-0106 §4.2).
     *
     * @param name a name, without scheme and percent-encoding
     * @return the escaped name
     * @throws JidException when the name begins or ends with a space, which cannot be escaped
     *     (XEP-0106 §4.1)
     */
    public static String escape(String name) {
        if (name.startsWith(" ") || name.endsWith(" ")) {
            throw Part.LOCAL.refuse("cannot begin or end with an escaped space (XEP-0106 §4.1)");
        }
        StringBuilder escaped = new StringBuilder(name.length() + LENGTH);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (DISALLOWED.contains(c) || escapeAt(name, i)) {
                escaped.append('\\').append(Integer.toHexString(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * The name that a localpart stands for. Whatever is not an escape is left alone (XEP-0106
     * §4.3), also a space that is escaped at the beginning or the end.
     *
     * @param local a prepared localpart
     * @return the unescaped name
     */
    public static String unescape(String local) {
        StringBuilder name = new StringBuilder(local.length());
        int i = 0;
        while (i < local.length()) {
            if (escapeAt(local, i) && !spaceAtAnEnd(local, i)) {
                name.append((char) code(local, i));
                i += LENGTH;
            } else {
                name.append(local.charAt(i));
                i++;
            }
        }
        return name.toString();
    }

    private static boolean spaceAtAnEnd(String local, int i) {
        return code(local, i) == ' ' && (i == 0 || i + LENGTH == local.length());
    }

    private static boolean escapeAt(String text, int i) {
        return text.charAt(i) == '\\' && i + LENGTH <= text.length() && code(text, i) >= 0;
    }

    /** The character escaped at {@code i}, -1 for none. Case is significant (XEP-0106 §3.1). */
    private static int code(String text, int i) {
        char high = text.charAt(i + 1);
        char low = text.charAt(i + 2);
        if (high < '2' || high > '5' || low > 'f' || (low >= 'A' && low <= 'F')) {
            return -1;
        }
        int code = Character.digit(high, 16) * 16 + Character.digit(low, 16);
        return Character.digit(low, 16) >= 0 && ESCAPABLE.contains(code) ? code : -1;
    }
}
