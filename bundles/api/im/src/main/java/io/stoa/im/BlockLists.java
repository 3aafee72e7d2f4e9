package io.stoa.im;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whom an account has blocked (XEP-0191). Lists are kept in memory while they are in use, so that
 * to ask hardly ever blocks. Thread-safe.
 */
@ConsumerType
public interface BlockLists {

    /**
     * Tells whether an account blocks an address (XEP-0191 §7 on how addresses match). Blocks only
     * when the list is not {@link #ready}.
     */
    boolean blocks(BareJid account, Jid other);

    /** Tells whether the list of an account is in memory now. Never blocks. */
    boolean ready(BareJid account);
}
