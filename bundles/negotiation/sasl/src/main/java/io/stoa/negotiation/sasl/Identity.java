package io.stoa.negotiation.sasl;

import io.stoa.auth.SaslError;
import io.stoa.jid.BareJid;
import io.stoa.jid.JidException;

/** Who a client says it is (RFC 6120 §6.3.7, §6.3.8). Stateless. */
public final class Identity {

    private Identity() {}

    /**
     * Returns the account of a simple user name, which is a localpart.
     *
     * @throws SaslFailure with {@code not-authorized} when no account can have the name
     */
    public static BareJid account(String name, String domain) {
        if (name.isEmpty()) {
            throw new SaslFailure(SaslError.MALFORMED_REQUEST);
        }
        try {
            return BareJid.of(name, domain);
        } catch (JidException unacceptable) {
            throw new SaslFailure(SaslError.NOT_AUTHORIZED);
        }
    }

    /**
     * Lets an account act as itself only (§6.3.8): an authorization identity, when there is one, is
     * its bare JID.
     *
     * @throws SaslFailure with {@code invalid-authzid}
     */
    public static void authorize(String authzid, BareJid account) {
        if (!authzid.isEmpty() && !names(authzid, account)) {
            throw new SaslFailure(SaslError.INVALID_AUTHZID);
        }
    }

    private static boolean names(String authzid, BareJid account) {
        try {
            return BareJid.parse(authzid).equals(account);
        } catch (JidException malformed) {
            return false;
        }
    }
}
