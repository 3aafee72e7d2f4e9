package io.stoa.jid;

/**
 * An address without a resourcepart: an account, a room, or a domain. Immutable and thread-safe.
 *
 * @param local the localpart, "" for a domain
 * @param domain the domainpart
 */
public record BareJid(String local, String domain) implements Jid {

    /**
     * Prepares the parts (RFC 7622 §3.2, §3.3).
     *
     * @throws JidException when one is not acceptable
     */
    public BareJid {
        local = local.isEmpty() ? "" : LocalPart.prepare(local);
        domain = DomainPart.prepare(domain);
    }

    /** Makes an address from its parts. */
    public static BareJid of(String local, String domain) {
        return new BareJid(local, domain);
    }

    /** Makes the address of a domain. */
    public static BareJid ofDomain(String domain) {
        return new BareJid("", domain);
    }

    /**
     * Reads an address that has no resourcepart.
     *
     * @throws JidException when it is not one
     */
    public static BareJid parse(String text) {
        if (Jid.parse(text) instanceof BareJid bare) {
            return bare;
        }
        throw Part.RESOURCE.refuse("is not wanted in a bare address");
    }

    /**
     * Returns the full JID with a resourcepart.
     *
     * @throws JidException when the resourcepart is not acceptable
     */
    public FullJid with(String resource) {
        return new FullJid(this, resource);
    }

    @Override
    public String resource() {
        return "";
    }

    @Override
    public BareJid bare() {
        return this;
    }

    @Override
    public String toString() {
        return local.isEmpty() ? domain : local + '@' + domain;
    }
}
