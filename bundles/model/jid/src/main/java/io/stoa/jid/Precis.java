package io.stoa.jid;

import rocks.xmpp.precis.PrecisProfile;
import rocks.xmpp.precis.PrecisProfiles;

import java.util.function.IntPredicate;

/**
 * The string classes of PRECIS (RFC 8264 §4) and the bidi rule, judged by the library, and what the
 * library leaves out: contextual rules, and invisible characters younger than its table.
 */
final class Precis {

    private Precis() {}

    /** Refuses a mapped text that is not of the IdentifierClass or breaks RFC 5893 §2. */
    static void checkIdentifier(Part part, String mapped) {
        String rest = judged(part, mapped, ContextRule::concerns);
        enforce(PrecisProfiles.USERNAME_CASE_PRESERVED, part, rest);
    }

    /**
     * Refuses a mapped text that is not of the FreeformClass. Of the contextual rules only those of
     * the joiners are kept: elsewhere in the network a middle dot in a nickname is no offence.
     */
    static void checkFreeform(Part part, String mapped) {
        enforce(PrecisProfiles.OPAQUE_STRING, part, judged(part, mapped, ContextRule::joins));
    }

    static String enforce(PrecisProfile profile, Part part, String text) {
        try {
            return profile.enforce(text);
        } catch (IllegalArgumentException refused) {
            throw part.refuse("is not allowed by PRECIS: " + refused.getMessage());
        }
    }

    /**
     * Judges what the library cannot, and leaves the rest to it.
     *
     * @return the text without the characters that the library would refuse in any context
     */
    private static String judged(Part part, String text, IntPredicate contextual) {
        checkVisible(part, text);
        StringBuilder rest = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int cp = text.codePointAt(i);
            boolean ruled = contextual.test(cp);
            if (ruled && !ContextRule.holds(text, i)) {
                throw part.refuse("has " + name(cp) + " where it is not allowed");
            }
            if (!ruled || Character.isDigit(cp)) {
                rest.appendCodePoint(cp);
            }
        }
        return rest.toString();
    }

    /** RFC 8264 §9.13: default ignorable ones among the marks, unknown to the library. */
    static void checkVisible(Part part, String text) {
        text.codePoints()
                .filter(cp -> cp == 0x180F || (cp >= 0xE0100 && cp <= 0xE01EF))
                .findFirst()
                .ifPresent(
                        cp -> {
                            throw part.refuse("has the invisible " + name(cp));
                        });
    }

    /** A code point as specifications write it. */
    static String name(int cp) {
        return String.format("U+%04X", cp);
    }
}
