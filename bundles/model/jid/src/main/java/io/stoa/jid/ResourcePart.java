package io.stoa.jid;

import rocks.xmpp.precis.PrecisProfiles;

/** RFC 7622 §3.4: OpaqueString of PRECIS (RFC 8265 §4.2). */
final class ResourcePart {

    private static final Ascii PREPARED = Ascii.range(' ', '~');

    private ResourcePart() {}

    static String prepare(String raw) {
        Part.RESOURCE.checkRaw(raw);
        return Part.RESOURCE.checked(
                PREPARED.containsAll(raw)
                        ? raw
                        : Precis.enforce(PrecisProfiles.OPAQUE_STRING, Part.RESOURCE, raw));
    }
}
