package io.stoa.jid;

/**
 * An address without a resourcepart: an account, a room, or a domain. Ordered by domainpart, then
 * localpart, also because hash tables need an order against keys made to collide. Immutable and
 * thread-safe.
 *
 * @param local the localpart, "" for a domain
 * @param domain the domainpart
 */
public record BareJid(String local, String domain) implements Jid, Comparable<BareJid> {

    /**
     * Prepares the parts (RFC 7622 §3.2, §3.3), so that there is no unprepared address. What is
     * prepared already and in ASCII, which is nearly everything, costs one scan and is kept as is.
     *
     * @throws JidException when one is not acceptable
     */
    public BareJid {
        local = local.isEmpty() ? "" : LocalPart.prepare(local);
        domain = DomainPart.prepare(domain);
    }

    /**
     * Makes an address from its parts, each of which is prepared.
     *
     * @param local the localpart, "" for none
     * @param domain the domainpart
     * @return the address
     * @throws JidException when one is not acceptable
     */
    public static BareJid of(String local, String domain) {
        return new BareJid(local, domain);
    }

    /**
     * Makes the address of a domain.
     *
     * @param domain the domainpart, which is prepared
     * @return the address, without a localpart
     * @throws JidException when it is not acceptable
     */
    public static BareJid ofDomain(String domain) {
        return new BareJid("", domain);
    }

    /**
     * Reads an address that has no resourcepart.
     *
     * @param text an address as a peer wrote it
     * @return the address
     * @throws JidException when it is not one
     */
    public static BareJid parse(String text) {
        if (text.indexOf('/') >= 0) {
            throw Part.RESOURCE.refuse("is not wanted in a bare address");
        }
        return parse(text, text.length());
    }

    /** Reads the first {@code end} characters, which have no {@code /} in them. */
    static BareJid parse(String text, int end) {
        int at = text.indexOf('@', 0, end);
        if (at == 0) {
            throw Part.LOCAL.refuse("is empty");
        }
        return new BareJid(at < 0 ? "" : text.substring(0, at), text.substring(at + 1, end));
    }

    /**
     * Returns the full JID with a resourcepart.
     *
     * @param resource the resourcepart, which is prepared
     * @return the address whose {@link FullJid#bare} is this one
     * @throws JidException when the resourcepart is empty or not acceptable
     */
    public FullJid with(String resource) {
        return new FullJid(this, resource);
    }

    /** Returns "". */
    @Override
    public String resource() {
        return "";
    }

    /** Returns this address. */
    @Override
    public BareJid bare() {
        return this;
    }

    @Override
    public int compareTo(BareJid other) {
        int byDomain = domain.compareTo(other.domain);
        return byDomain != 0 ? byDomain : local.compareTo(other.local);
    }

    @Override
    public String toString() {
        return local.isEmpty() ? domain : local + '@' + domain;
    }
}
