package io.stoa.auth;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told about accounts. Called on the thread that made the change; may block. */
@ConsumerType
public interface AccountListener {

    /** An account was created. */
    default void created(BareJid account) {}

    /** The password was changed; sessions may go on (XEP-0077 §3.3). */
    default void passwordChanged(BareJid account) {}

    /** An account may not log in any longer, until it is enabled again (XEP-0133 §4.3). */
    default void disabled(BareJid account) {}

    /** An account is about to be erased: its data is still there. */
    default void removing(BareJid account) {}

    /** An account and its data are gone. */
    default void removed(BareJid account) {}
}
