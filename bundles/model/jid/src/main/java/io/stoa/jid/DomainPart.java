package io.stoa.jid;

import java.util.ArrayList;
import java.util.List;

/** RFC 7622 §3.2: a name of LDH labels and U-labels, an IPv4 address, or an IP literal. */
final class DomainPart {

    private static final Ascii PREPARED = Ascii.range('a', 'z').or(Ascii.of("0123456789-."));

    /** RFC 5895 §2: full stops of other scripts separate labels as well. */
    private static final String SEPARATORS = "[.\u3002\uFF0E\uFF61]";

    private DomainPart() {}

    static String prepare(String raw) {
        Part.DOMAIN.checkRaw(raw);
        if (prepared(raw)) {
            return Part.DOMAIN.checked(raw);
        }
        return Part.DOMAIN.checked(raw.startsWith("[") ? IpLiteral.prepare(raw) : name(raw));
    }

    /** Whether this is a name in LDH labels or an IPv4 address, and in small letters. */
    private static boolean prepared(String raw) {
        char before = '.';
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (!PREPARED.contains(c) || !follows(before, c)) {
                return false;
            }
            before = c;
        }
        return follows(before, '.') && !raw.contains(DomainLabel.ACE);
    }

    /** Whether the label that ends or goes on here is neither empty nor at odds with a hyphen. */
    private static boolean follows(char before, char c) {
        return c == '.' ? before != '.' && before != '-' : c != '-' || before != '.';
    }

    private static String name(String raw) {
        String[] labels = raw.split(SEPARATORS, -1);
        // RFC 7622 §3.2: the dot of the root is stripped before anything else
        boolean rooted = labels.length > 1 && labels[labels.length - 1].isEmpty();
        List<String> prepared = new ArrayList<>(labels.length);
        for (int i = 0; i < labels.length - (rooted ? 1 : 0); i++) {
            prepared.add(DomainLabel.prepare(labels[i]));
        }
        return String.join(".", prepared);
    }
}
