package io.stoa.service.gateway;

import io.stoa.jid.BareJid;

/**
 * An account at a gateway. Immutable.
 *
 * @param account the account of this server
 * @param gateway the gateway's address
 */
record Place(BareJid account, BareJid gateway) {

    String domain() {
        return gateway.domain();
    }
}
