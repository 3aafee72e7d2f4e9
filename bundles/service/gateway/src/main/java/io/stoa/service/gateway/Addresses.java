package io.stoa.service.gateway;

import io.stoa.jid.BareJid;
import io.stoa.jid.JidEscaping;
import io.stoa.jid.JidException;

import java.util.Optional;

/** Names of a network as addresses of its gateway, and back (XEP-0106). Stateless. */
final class Addresses {

    private Addresses() {}

    /** The address of a name; empty when it cannot be one. */
    static Optional<BareJid> of(String name, String domain) {
        try {
            return name.isBlank()
                    ? Optional.empty()
                    : Optional.of(BareJid.of(JidEscaping.escape(name.strip()), domain));
        } catch (JidException impossible) {
            return Optional.empty();
        }
    }

    /** The name that an address stands for. */
    static String name(BareJid contact) {
        return JidEscaping.unescape(contact.local());
    }
}
