package io.stoa.service.muc.model;

import io.stoa.jid.BareJid;
import io.stoa.muc.Role;

import java.util.Map;

/**
 * Who has had voice, or had it taken away, when it left a moderated room: it comes back with the
 * same (XEP-0045 §5.1). Who was removed comes back as a stranger. Not thread-safe.
 */
public final class Voices {

    /** So many are remembered. */
    private static final int REMEMBERED = 500;

    private final Recent<BareJid, Role> kept = new Recent<>(REMEMBERED);

    /**
     * Somebody leaves.
     *
     * @param otherwise the role with which it would enter
     */
    public void left(BareJid account, Role role, Role otherwise) {
        Role voice = role.atLeast(Role.PARTICIPANT) ? Role.PARTICIPANT : Role.VISITOR;
        if (otherwise == Role.MODERATOR || voice == otherwise) {
            kept.take(account);
        } else {
            kept.put(account, voice);
        }
    }

    /** Returns the role with which somebody enters, and forgets it. */
    public Role entering(BareJid account, Role otherwise) {
        return kept.take(account)
                .filter(it -> otherwise == Role.PARTICIPANT || otherwise == Role.VISITOR)
                .orElse(otherwise);
    }

    /** Forgets somebody, who is something else now. */
    public void forget(BareJid account) {
        kept.take(account);
    }

    /** Returns all that are remembered, the oldest first. */
    public Map<BareJid, Role> all() {
        return kept.all();
    }

    /** Remembers what is handed over. */
    public void putAll(Map<BareJid, Role> handed) {
        handed.forEach(kept::put);
    }

    void clear() {
        kept.clear();
    }
}
