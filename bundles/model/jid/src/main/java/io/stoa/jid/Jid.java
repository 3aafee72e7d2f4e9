package io.stoa.jid;

/**
 * An address (RFC 7622), prepared: equal addresses have equal parts. An absent part is "", never
 * null, for no valid part is empty. Immutable and thread-safe.
 */
public sealed interface Jid permits BareJid, FullJid {

    /** Returns the localpart, "" when absent (§3.3). */
    String local();

    /** Returns the domainpart (§3.2). */
    String domain();

    /** Returns the resourcepart, "" when absent (§3.4). */
    String resource();

    /** Returns the address without its resourcepart. */
    BareJid bare();

    /** Makes an address from its parts; "" for an absent one. */
    static Jid of(String local, String domain, String resource) {
        BareJid bare = new BareJid(local, domain);
        return resource.isEmpty() ? bare : new FullJid(bare, resource);
    }

    /**
     * Reads an address (§3.1): the first {@code /} separates the resourcepart, and before it the
     * first {@code @} the localpart.
     *
     * @throws JidException when a part is not acceptable
     */
    static Jid parse(String text) {
        int slash = text.indexOf('/');
        String bare = slash < 0 ? text : text.substring(0, slash);
        int at = bare.indexOf('@');
        if (at == 0) {
            throw Part.LOCAL.refuse("is empty");
        }
        BareJid prepared =
                new BareJid(at < 0 ? "" : bare.substring(0, at), bare.substring(at + 1));
        if (slash < 0) {
            return prepared;
        }
        return new FullJid(prepared, text.substring(slash + 1));
    }
}
