package io.stoa.muc;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells occupants apart without saying who they are (XEP-0421): the same account has the same id in
 * a room for ever, and another in every other room. Thread-safe; may block.
 */
@ProviderType
public interface OccupantIds {

    /** Returns an account's id in a room: an opaque text of at most 128 characters. */
    String of(BareJid room, BareJid account);
}
