package io.stoa.service.muc.model;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The affiliations of a room, by account (XEP-0045 §5.2). Not thread-safe. */
public final class Memberships {

    /** One of them. */
    public record Entry(BareJid account, Membership membership) {}

    private final TreeMap<BareJid, Membership> all = new TreeMap<>();
    private final Map<String, BareJid> nicks = new HashMap<>();

    /** Returns an account's membership, {@link Membership#NONE} when it has none. */
    public Membership of(BareJid account) {
        Membership own = all.get(account);
        if (own != null) {
            return own;
        }
        // §9.2: then the domain, which matches whoever is of it
        Membership domain = all.getOrDefault(BareJid.ofDomain(account.domain()), Membership.NONE);
        return domain.affiliation() == Affiliation.OUTCAST ? domain : Membership.NONE;
    }

    /** Returns what is kept for exactly this address. */
    public Membership own(BareJid account) {
        return all.getOrDefault(account, Membership.NONE);
    }

    /** Returns an address's affiliation: that of its account. */
    public Affiliation affiliation(Jid who) {
        return of(who.bare()).affiliation();
    }

    /** Changes an account's membership; one that is blank is forgotten. */
    public void put(BareJid account, Membership membership) {
        Membership before = all.remove(account);
        if (before != null) {
            nicks.remove(Nicks.key(before.nick()), account);
        }
        if (!membership.blank()) {
            all.put(account, membership);
            if (!membership.nick().isEmpty()) {
                nicks.put(Nicks.key(membership.nick()), account);
            }
        }
    }

    /** Returns those of an affiliation, in the order of the addresses. */
    public List<Entry> list(Affiliation affiliation) {
        List<Entry> found = new ArrayList<>();
        all.forEach(
                (account, membership) -> {
                    if (membership.affiliation() == affiliation) {
                        found.add(new Entry(account, membership));
                    }
                });
        return found;
    }

    /** Returns all, in the order of the addresses. */
    public List<Entry> list() {
        List<Entry> found = new ArrayList<>();
        all.forEach((account, membership) -> found.add(new Entry(account, membership)));
        return found;
    }

    /** Returns for whom a nickname is reserved. */
    public Optional<BareJid> reserved(String nick) {
        return Optional.ofNullable(nicks.get(Nicks.key(nick)));
    }

    /** Tells whether there is an owner still when some have other affiliations. */
    public boolean owned(Map<BareJid, Affiliation> changed) {
        return changed.containsValue(Affiliation.OWNER)
                || list(Affiliation.OWNER).stream()
                        .anyMatch(entry -> !changed.containsKey(entry.account()));
    }

    /** Returns how many there are. */
    public int size() {
        return all.size();
    }
}
