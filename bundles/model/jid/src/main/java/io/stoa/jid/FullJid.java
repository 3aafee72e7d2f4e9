package io.stoa.jid;

/**
 * An address with a resourcepart: a connected resource, or an occupant of a room. Immutable and
 * thread-safe.
 *
 * @param bare the address without the resourcepart
 * @param resource the resourcepart
 */
public record FullJid(BareJid bare, String resource) implements Jid {

    /**
     * Prepares the resourcepart (RFC 7622 §3.4).
     *
     * @throws JidException when it is not acceptable
     */
    public FullJid {
        resource = ResourcePart.prepare(resource);
    }

    /**
     * Reads an address that has a resourcepart.
     *
     * @throws JidException when it is not one
     */
    public static FullJid parse(String text) {
        if (Jid.parse(text) instanceof FullJid full) {
            return full;
        }
        throw Part.RESOURCE.refuse("is missing");
    }

    @Override
    public String local() {
        return bare.local();
    }

    @Override
    public String domain() {
        return bare.domain();
    }

    @Override
    public String toString() {
        return bare.toString() + '/' + resource;
    }
}
