package io.stoa.core.bus;

import io.stoa.bus.Context;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;

import java.util.Optional;
import java.util.function.Consumer;

/** A leg as a feature sees it. */
record LegContext(Leg leg, BareJid self, Optional<Session> session, Consumer<Stanza> later)
        implements Context {

    @Override
    public void send(Stanza stanza) {
        later.accept(stanza);
    }
}
