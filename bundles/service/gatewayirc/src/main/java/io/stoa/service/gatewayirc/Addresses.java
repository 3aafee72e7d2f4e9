package io.stoa.service.gatewayirc;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidEscaping;
import io.stoa.jid.JidException;
import io.stoa.service.gatewayirc.wire.Words;

import java.util.Optional;

/**
 * Addresses of the gateway: {@code #channel%network}, {@code nick%network} and {@code network} as
 * localparts. Immutable.
 *
 * @param name the channel or the nickname, "" for the network itself
 */
record Addresses(String name, String network) {

    static Addresses of(Jid jid) {
        String local = JidEscaping.unescape(jid.local());
        int percent = local.lastIndexOf('%');
        return percent < 0
                ? new Addresses("", local)
                : new Addresses(local.substring(0, percent), local.substring(percent + 1));
    }

    static Optional<BareJid> person(String nick, String network, String domain) {
        try {
            return Optional.of(BareJid.of(JidEscaping.escape(nick + "%" + network), domain));
        } catch (JidException impossible) {
            return Optional.empty();
        }
    }

    /** Tells whether it is a network itself. */
    boolean isNetwork() {
        return name.isEmpty() && !network.isEmpty();
    }

    boolean isChannel() {
        return Words.isChannel(name);
    }
}
