package io.stoa.jid;

import java.text.Normalizer;
import java.util.Locale;

/** One label of a domainpart: LDH in small letters, or a U-label (RFC 5890 §2.3.2.1). */
final class DomainLabel {

    /** What an A-label begins with (RFC 5890 §2.3.2.5). */
    static final String ACE = "xn--";

    /** RFC 5890 §2.3.2.1: a U-label is what has an A-label, and that has a place in the DNS. */
    private static final int MAX_A_LABEL = 63;

    /** Characters that composition makes one of at best; an A-label has one for each at least. */
    private static final int MAX_COMPOSED = 4;

    private static final Ascii LDH = Ascii.range('a', 'z').or(Ascii.of("0123456789-"));

    private static final Ascii ASCII = Ascii.range('\0', '\u007F');

    private DomainLabel() {}

    static String prepare(String raw) {
        if (raw.isEmpty()) {
            throw refuse("has an empty label");
        }
        String mapped = mapped(raw);
        if (mapped.startsWith(ACE)) {
            return decoded(mapped);
        }
        checkHyphens(mapped);
        if (!LDH.containsAll(mapped)) {
            checkUnicode(mapped);
        }
        return mapped;
    }

    /** RFC 5895 §2, but small Cherokee letters become capitals: IDNA has those (RFC 8753). */
    private static String mapped(String raw) {
        if (raw.length() > MAX_A_LABEL * MAX_COMPOSED && !ASCII.containsAll(raw)) {
            checkSize(raw.length() / MAX_COMPOSED);
        }
        String mapped = Mapping.identifier(Part.DOMAIN, raw);
        return mapped.codePoints().noneMatch(DomainLabel::smallCherokee)
                ? mapped
                : mapped.codePoints()
                        .map(cp -> smallCherokee(cp) ? Character.toUpperCase(cp) : cp)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    private static boolean smallCherokee(int cp) {
        return (cp >= 0xAB70 && cp <= 0xABBF) || (cp >= 0x13F8 && cp <= 0x13FD);
    }

    /** The U-label of an A-label (RFC 7622 §3.2.1), checked as RFC 5891 §5.4 says. */
    private static String decoded(String ace) {
        checkSize(ace.length());
        String label = Punycode.decode(ace.substring(ACE.length()));
        boolean faithful = label.equals(mapped(label)) && ace.equals(ACE + Punycode.encode(label));
        if (!faithful || ASCII.containsAll(label)) {
            throw refuse("has an A-label that stands for nothing");
        }
        checkHyphens(label);
        checkUnicode(label);
        return label;
    }

    private static void checkHyphens(String label) {
        if (label.startsWith("-") || label.endsWith("-")) {
            throw refuse("has a label that begins or ends with a hyphen");
        }
    }

    /** RFC 5891 §4.2.3: what makes a mapped label of more than ASCII a U-label. */
    private static void checkUnicode(String label) {
        label.codePoints()
                .filter(cp -> !allowed(cp))
                .findFirst()
                .ifPresent(
                        cp -> {
                            throw refuse("has " + Precis.name(cp) + ", not allowed by IDNA2008");
                        });
        if (ASCII.containsAll(label)) {
            return;
        }
        if (label.startsWith("--", 2)) {
            throw refuse("has a U-label with two hyphens in the third and fourth place");
        }
        if (mark(label.codePointAt(0))) {
            throw refuse("has a label that begins with a combining mark");
        }
        checkSize(label.codePointCount(0, label.length())); // no shorter as an A-label; cheap
        Precis.checkIdentifier(Part.DOMAIN, label);
        checkSize(ACE.length() + Punycode.encode(label).length());
    }

    private static void checkSize(int ace) {
        if (ace > MAX_A_LABEL) {
            throw refuse("has a label whose A-label is longer than " + MAX_A_LABEL);
        }
    }

    private static boolean mark(int cp) {
        return switch (Character.getType(cp)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK ->
                    true;
            default -> false;
        };
    }

    /** What IDNA2008 asks of a character beyond the IdentifierClass (RFC 5892 §2). */
    private static boolean allowed(int cp) {
        return cp < 0x80 ? LDH.contains(cp) : !ignorable(cp) && stable(cp);
    }

    /** RFC 5892 §2.4, IgnorableBlocks: marks for symbols and of musical notation. */
    private static boolean ignorable(int cp) {
        return (cp >= 0x20D0 && cp <= 0x20FF) || (cp >= 0x1D100 && cp <= 0x1D24F);
    }

    /**
     * RFC 5892 §2.2, of what is composed and small already: case folding leaves it alone. The JDK
     * has no case folding; up and down again is the same except where the exceptions of §2.6,
     * dotless i and Cherokee are concerned.
     */
    private static boolean stable(int cp) {
        if (cp == 0xDF || cp == 0x3C2 || cp == 0x131 || (cp >= 0x13A0 && cp <= 0x13F5)) {
            return true;
        }
        String letter = Character.toString(cp);
        String folded = letter.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC).equals(letter);
    }

    private static JidException refuse(String reason) {
        return Part.DOMAIN.refuse(reason);
    }
}
