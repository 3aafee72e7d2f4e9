package io.stoa.jid;

/** RFC 7622 §3.4: OpaqueString of PRECIS (RFC 8265 §4.2). */
final class ResourcePart {

    private static final Ascii PREPARED = Ascii.range(' ', '~');

    private ResourcePart() {}

    static String prepare(String raw) {
        Part.RESOURCE.checkRaw(raw);
        return Part.RESOURCE.checked(PREPARED.containsAll(raw) ? raw : enforce(raw));
    }

    private static String enforce(String raw) {
        String mapped = Mapping.opaque(Part.RESOURCE, raw);
        Precis.checkFreeform(Part.RESOURCE, mapped);
        return mapped;
    }
}
