package io.stoa.service.muc.room;

import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.jid.JidException;
import io.stoa.stanza.StanzaException;

/** Reads addresses that people have written. Stateless. */
public final class Addresses {

    private Addresses() {}

    /**
     * Reads the account of an address (XEP-0045 §10.3: a full JID stands for its bare one).
     *
     * @throws StanzaException with {@code jid-malformed} when it is none
     */
    public static BareJid bare(String text) {
        try {
            return Jid.parse(text).bare();
        } catch (JidException wrong) {
            throw Refusal.malformed(wrong);
        }
    }
}
