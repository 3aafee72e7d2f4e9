package io.stoa.jid;

/**
 * An address (RFC 7622), prepared: equal addresses have equal parts, and {@link #toString} is read
 * as an equal address again. An absent part is "", never null, for no valid part is empty.
 * Immutable and thread-safe.
 */
public sealed interface Jid permits BareJid, FullJid {

    /** Returns the localpart, "" when absent (§3.3). */
    String local();

    /** Returns the domainpart, never empty; its labels are LDH labels or U-labels (§3.2). */
    String domain();

    /** Returns the resourcepart, "" when absent (§3.4). */
    String resource();

    /** Returns the address without its resourcepart; nothing is allocated. */
    BareJid bare();

    /** Returns the address as it is written on the wire. */
    @Override
    String toString();

    /**
     * Makes an address from its parts, each of which is prepared.
     *
     * @param local the localpart, "" for none
     * @param domain the domainpart
     * @param resource the resourcepart, "" for none
     * @return a {@link FullJid} when there is a resourcepart, else a {@link BareJid}
     * @throws JidException when a part is not acceptable
     */
    static Jid of(String local, String domain, String resource) {
        BareJid bare = new BareJid(local, domain);
        return resource.isEmpty() ? bare : new FullJid(bare, resource);
    }

    /**
     * Reads an address (§3.1): the first {@code /} separates the resourcepart, and before it the
     * first {@code @} the localpart. Each part is prepared; one that is too long to be valid is
     * refused by its length alone.
     *
     * @param text an address as a peer wrote it
     * @return a {@link FullJid} when there is a resourcepart, else a {@link BareJid}
     * @throws JidException when a part is not acceptable
     */
    static Jid parse(String text) {
        return text.indexOf('/') < 0 ? BareJid.parse(text) : FullJid.parse(text);
    }
}
