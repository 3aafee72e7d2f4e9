package io.stoa.jid;

import java.util.Locale;

/** RFC 7622 §3.3: UsernameCaseMapped of PRECIS (RFC 8265 §3.3) without eight characters. */
final class LocalPart {

    /** RFC 7622 §3.3.1: separators of addresses, and what would trip over XML. */
    private static final Ascii EXCLUDED = Ascii.of("\"&'/:<>@");

    private static final Ascii PREPARED =
            Ascii.range('!', '~').without(Ascii.range('A', 'Z')).without(EXCLUDED);

    private LocalPart() {}

    /** The prepared form of a localpart that is there. */
    static String prepare(String raw) {
        Part.LOCAL.checkRaw(raw);
        if (PREPARED.containsAll(raw)) {
            return Part.LOCAL.checked(raw);
        }
        // capitals only, or KELVIN SIGN, whose small letter is ASCII: PRECIS says the same
        String lower = raw.toLowerCase(Locale.ROOT);
        return Part.LOCAL.checked(PREPARED.containsAll(lower) ? lower : enforce(raw));
    }

    private static String enforce(String raw) {
        String mapped = Mapping.identifier(Part.LOCAL, raw);
        // not before: FULLWIDTH COMMERCIAL AT and its like have now become what they must not be
        for (int i = 0; i < mapped.length(); i++) {
            char c = mapped.charAt(i);
            if (EXCLUDED.contains(c)) {
                throw Part.LOCAL.refuse("has the excluded " + Precis.name(c));
            }
        }
        Precis.checkIdentifier(Part.LOCAL, mapped);
        return mapped;
    }
}
