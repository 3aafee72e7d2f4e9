package io.stoa.core.bus;

import io.stoa.bus.Context;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A leg as a feature sees it.
 *
 * @param later where it leaves what is to be sent when the leg is over
 * @param sends counts what a feature sends, and says when it is too much
 */
record LegContext(
        Leg leg, BareJid self, Optional<Session> session, List<Stanza> later, BooleanSupplier sends)
        implements Context {

    @Override
    public void send(Stanza stanza) {
        if (!sends.getAsBoolean()) {
            throw new IllegalStateException("too many stanzas sent in one call");
        }
        later.add(stanza);
    }
}
