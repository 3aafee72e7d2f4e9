package io.stoa.jid;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** What the preparation of a part changes, before anything of it is judged. */
final class Mapping {

    /** RFC 8264 §7: once, and up to three times more until nothing changes. */
    private static final int ROUNDS = 4;

    private static final int MAX_MARKS = 1023 / 2 + 3;

    private Mapping() {}

    /** RFC 8265 §3.3.2 for localparts, RFC 5895 §2 for labels: width, case, form C. */
    static String identifier(Part part, String raw) {
        return stable(part, raw, text -> composed(lower(narrow(text))));
    }

    /** RFC 8265 §4.2.2: spaces of every kind become U+0020, then form C. */
    static String opaque(Part part, String raw) {
        return stable(part, raw, text -> composed(spaced(text)));
    }

    /** The mapped text; all rules here are meant to come to rest, and idempotence relies on it. */
    private static String stable(Part part, String raw, UnaryOperator<String> rules) {
        checkMarks(part, raw);
        String before = raw;
        for (int round = 0; round < ROUNDS; round++) {
            String after = rules.apply(before);
            if (after.equals(before)) {
                return after;
            }
            before = part.checked(after);
        }
        throw part.refuse("does not come to rest under its rules (RFC 8264 §7)");
    }

    /**
     * Refuses what stays too long whatever is composed, for ordering marks takes the square of
     * their number: of a run of marks three become one with their letter, the others keep their two
     * octets or more.
     */
    private static void checkMarks(Part part, String raw) {
        int run = 0;
        for (int i = 0; i < raw.length() && run <= MAX_MARKS; i++) {
            run = Character.getType(raw.charAt(i)) == Character.NON_SPACING_MARK ? run + 1 : 0;
        }
        if (run > MAX_MARKS) {
            throw part.refuse("is longer than 1023 octets, most of them marks");
        }
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** toLowerCase of Unicode, not case folding: RFC 8265 §3.3 in place of RFC 7613. */
    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Fullwidth and halfwidth forms, all of one block, become what they decompose to. */
    private static String narrow(String text) {
        StringBuilder narrow = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '\uFF00' && c < '\uFFF0') {
                narrow.append(Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFKC));
            } else {
                narrow.append(c);
            }
        }
        return narrow.toString();
    }

    private static String spaced(String text) {
        StringBuilder spaced = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            spaced.append(Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c);
        }
        return spaced.toString();
    }
}
