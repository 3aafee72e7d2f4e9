package io.stoa.jid;

/**
 * An address with a resourcepart: a connected resource, or an occupant of a room. There may be none
 * but a domainpart before it. Ordered by bare address, then resourcepart. Immutable and
 * thread-safe.
 *
 * @param bare the address without the resourcepart
 * @param resource the resourcepart
 */
public record FullJid(BareJid bare, String resource) implements Jid, Comparable<FullJid> {

    /**
     * Prepares the resourcepart (RFC 7622 §3.4). Printable ASCII costs one scan and is kept as is.
     *
     * @throws JidException when it is empty or not acceptable
     */
    public FullJid {
        resource = ResourcePart.prepare(resource);
    }

    /**
     * Reads an address that has a resourcepart.
     *
     * @param text an address as a peer wrote it
     * @return the address
     * @throws JidException when it is not one
     */
    public static FullJid parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw Part.RESOURCE.refuse("is missing");
        }
        return new FullJid(BareJid.parse(text, slash), text.substring(slash + 1));
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
    public int compareTo(FullJid other) {
        int byBare = bare.compareTo(other.bare);
        return byBare != 0 ? byBare : resource.compareTo(other.resource);
    }

    @Override
    public String toString() {
        String local = bare.local();
        return local.isEmpty()
                ? bare.domain() + '/' + resource
                : local + '@' + bare.domain() + '/' + resource;
    }
}
