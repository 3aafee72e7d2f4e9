package io.stoa.jid;

import java.util.Locale;
import rocks.xmpp.precis.PrecisProfiles;

/** RFC 7622 §3.3: UsernameCaseMapped of PRECIS (RFC 8265 §3.3) without eight characters. */
final class LocalPart {

    /** RFC 7622 §3.3.1: separators of addresses, and what XML or a user would trip over. */
    private static final Ascii EXCLUDED = new Ascii(0, 0).and("\"&'/:<>@");

    private static final Ascii PREPARED =
            Ascii.range('!', '~').without(Ascii.range('A', 'Z')).without(EXCLUDED);

    private LocalPart() {}

    /** The prepared form of a localpart that is there. */
    static String prepare(String raw) {
        Part.LOCAL.checkRaw(raw);
        String simple = PREPARED.containsAll(raw) ? raw : raw.toLowerCase(Locale.ROOT);
        if (!PREPARED.containsAll(simple)) {
            simple = Precis.enforce(PrecisProfiles.USERNAME_CASE_MAPPED, Part.LOCAL, raw);
            checkExcluded(simple);
        }
        return Part.LOCAL.checked(simple);
    }

    /** Only now: FULLWIDTH COMMERCIAL AT and its like have become what they must not be. */
    private static void checkExcluded(String prepared) {
        for (int i = 0; i < prepared.length(); i++) {
            if (EXCLUDED.contains(prepared.charAt(i))) {
                throw Part.LOCAL.refuse("excluded character '" + prepared.charAt(i) + "'");
            }
        }
    }
}
