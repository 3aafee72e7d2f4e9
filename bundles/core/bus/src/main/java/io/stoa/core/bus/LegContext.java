package io.stoa.core.bus;

import io.stoa.bus.Context;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;

import java.util.List;
import java.util.Optional;

/**
 * A leg as a feature sees it.
 *
 * @param later where it leaves what is to be sent when the leg is over
 */
record LegContext(Leg leg, BareJid self, Optional<Session> session, List<Stanza> later)
        implements Context {

    /**
     * No honest feature sends so much for one stanza; who does is told, and goes into quarantine.
     */
    private static final int FLOOD = 20_000;

    @Override
    public void send(Stanza stanza) {
        if (later.size() >= FLOOD) {
            throw new IllegalStateException("more than " + FLOOD + " stanzas sent for one");
        }
        later.add(stanza);
    }
}
