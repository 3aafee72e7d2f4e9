package io.stoa.jid;

import rocks.xmpp.precis.PrecisProfiles;

/** RFC 7622 §3.2. */
final class DomainPart {

    private static final Ascii LDH = Ascii.range('a', 'z').and("0123456789-.");

    private DomainPart() {}

    static String prepare(String raw) {
        Part.DOMAIN.checkRaw(raw);
        if (LDH.containsAll(raw) && !raw.contains("xn--")) {
            return Part.DOMAIN.checked(raw);
        }
        return Part.DOMAIN.checked(Precis.enforce(PrecisProfiles.IDN, Part.DOMAIN, raw));
    }
}
