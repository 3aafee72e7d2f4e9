package io.stoa.bus;

import io.stoa.jid.BareJid;

/** What an address belongs to. Immutable. */
public sealed interface Destination {

    /** An account of a domain of ours, which may not exist. */
    record Account(BareJid account) implements Destination {}

    /** A domain of ours itself, with or without a resource. */
    record Server(BareJid domain) implements Destination {}

    /** Anything else: a domain service's, or another server's. */
    record Elsewhere(BareJid address) implements Destination {}

    /** Somebody of a domain of ours whose accounts are elsewhere, or that domain itself. */
    record Beyond(BareJid address) implements Destination {}
}
