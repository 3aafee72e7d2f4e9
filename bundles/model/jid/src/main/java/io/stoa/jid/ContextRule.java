package io.stoa.jid;

import java.lang.Character.UnicodeScript;

/** The contextual rules of RFC 5892 appendix A, which IDNA2008 and PRECIS share. */
final class ContextRule {

    /** Of canonical combining class 9 (virama), which the JDK does not tell; living scripts. */
    private static final String VIRAMAS =
            "\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA"
                    + "\u0F84\u1039\u103A\u1714\u1715\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2"
                    + "\u1BF3\u2D7F\uA806\uA82C\uA8C4\uA953\uA9C0\uAAF6\uABED";

    /** Letters of the Arabic block that join to the letter before them only. */
    private static final String JOINING_BEFORE =
            "\u0622\u0623\u0624\u0625\u0627\u0629\u062F\u0630\u0631\u0632\u0648\u0671\u0672\u0673"
                    + "\u0675\u0676\u0677\u0688\u0689\u068A\u068B\u068C\u068D\u068E\u068F\u0690"
                    + "\u0691\u0692\u0693\u0694\u0695\u0696\u0697\u0698\u0699\u06C0\u06C3\u06C4"
                    + "\u06C5\u06C6\u06C7\u06C8\u06C9\u06CA\u06CB\u06CD\u06CF\u06D2\u06D3\u06D5"
                    + "\u06EE\u06EF";

    /** Letters of the Arabic block that join to none. */
    private static final String NOT_JOINING = "\u0621\u0640\u0674\u06E5\u06E6";

    private ContextRule() {}

    /** Whether a character is allowed in a context only. */
    static boolean concerns(int cp) {
        return switch (cp) {
            case 0x00B7, 0x0375, 0x05F3, 0x05F4, 0x30FB -> true;
            default -> joins(cp) || arabicIndic(cp) || extendedArabicIndic(cp);
        };
    }

    /** Whether a character is a joiner, ZWNJ or ZWJ. */
    static boolean joins(int cp) {
        return cp == 0x200C || cp == 0x200D;
    }

    /** Whether the character at {@code index}, which a rule concerns, is allowed there. */
    static boolean holds(String text, int index) {
        int cp = text.codePointAt(index);
        return switch (cp) {
            case 0x200C -> afterVirama(text, index) || betweenJoining(text, index); // A.1
            case 0x200D -> afterVirama(text, index); // A.2
            case 0x00B7 -> before(text, index) == 'l' && after(text, index) == 'l'; // A.3
            case 0x0375 -> script(after(text, index)) == UnicodeScript.GREEK; // A.4
            case 0x05F3, 0x05F4 -> script(before(text, index)) == UnicodeScript.HEBREW; // A.5, A.6
            case 0x30FB -> text.codePoints().anyMatch(ContextRule::japanese); // A.7
            default ->
                    text.codePoints() // A.8, A.9
                            .noneMatch(
                                    arabicIndic(cp)
                                            ? ContextRule::extendedArabicIndic
                                            : ContextRule::arabicIndic);
        };
    }

    private static boolean afterVirama(String text, int index) {
        return VIRAMAS.indexOf(before(text, index)) >= 0;
    }

    /** Joining type D, marks, this ZWNJ, marks, joining type D or R; in the Arabic block. */
    private static boolean betweenJoining(String text, int index) {
        int left = index;
        while (mark(before(text, left))) {
            left -= Character.charCount(before(text, left));
        }
        int right = index;
        while (mark(after(text, right))) {
            right += Character.charCount(text.codePointAt(right));
        }
        int letter = before(text, left);
        return joining(letter) && JOINING_BEFORE.indexOf(letter) < 0 && joining(after(text, right));
    }

    private static boolean joining(int cp) {
        return cp >= 0x0620
                && cp <= 0x06FF
                && Character.isLetter(cp)
                && NOT_JOINING.indexOf(cp) < 0;
    }

    private static boolean mark(int cp) {
        return Character.getType(cp) == Character.NON_SPACING_MARK;
    }

    private static boolean japanese(int cp) {
        UnicodeScript script = script(cp);
        return script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.HAN;
    }

    private static boolean arabicIndic(int cp) {
        return cp >= 0x0660 && cp <= 0x0669;
    }

    private static boolean extendedArabicIndic(int cp) {
        return cp >= 0x06F0 && cp <= 0x06F9;
    }

    private static UnicodeScript script(int cp) {
        return UnicodeScript.of(cp);
    }

    /** The code point before {@code index}, NUL at the beginning: no rule is content with it. */
    private static int before(String text, int index) {
        return index > 0 ? text.codePointBefore(index) : 0;
    }

    /** The code point after the one at {@code index}, NUL at the end. */
    private static int after(String text, int index) {
        int next = index + Character.charCount(text.codePointAt(index));
        return next < text.length() ? text.codePointAt(next) : 0;
    }
}
