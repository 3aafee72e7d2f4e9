package io.stoa.im;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;

import org.osgi.annotation.versioning.ConsumerType;

/** Whom an account has blocked (XEP-0191). Thread-safe; must not block. */
@ConsumerType
public interface BlockLists {

    /** Tells whether an account blocks an address (XEP-0191 §2 on how addresses match). */
    boolean blocks(BareJid account, Jid other);
}
