package io.stoa.jid;

/** Escaping of what a localpart must not contain (XEP-0106). Stateless. */
public final class JidEscaping {

    private static final String ESCAPED = " \"&'/:<>@\\";

    private JidEscaping() {}

    /**
     * Escapes a foreign name for use as a localpart (§4.2); a backslash only where it would
     * otherwise be read as an escape.
     *
     * @throws JidException when the name begins or ends with a space (§4.1)
     */
    public static String escape(String name) {
        if (name.startsWith(" ") || name.endsWith(" ")) {
            throw Part.LOCAL.refuse("begins or ends with a space and cannot be escaped");
        }
        StringBuilder escaped = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean special = ESCAPED.indexOf(c) >= 0 && (c != '\\' || sequence(name, i));
            if (special) {
                escaped.append('\\').append(String.format("%02x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Turns a localpart back into the foreign name (§4.3). */
    public static String unescape(String local) {
        StringBuilder name = new StringBuilder(local.length());
        int i = 0;
        while (i < local.length()) {
            // \20 at the beginning or end stays as it is (§4.3)
            boolean edge = (i == 0 || i + 3 == local.length()) && local.startsWith("\\20", i);
            if (sequence(local, i) && !edge) {
                name.append((char) Integer.parseInt(local.substring(i + 1, i + 3), 16));
                i += 3;
            } else {
                name.append(local.charAt(i));
                i++;
            }
        }
        return name.toString();
    }

    private static boolean sequence(String text, int at) {
        if (text.charAt(at) != '\\' || at + 3 > text.length()) {
            return false;
        }
        return switch (text.substring(at + 1, at + 3)) {
            case "20", "22", "26", "27", "2f", "3a", "3c", "3e", "40", "5c" -> true;
            default -> false;
        };
    }
}
