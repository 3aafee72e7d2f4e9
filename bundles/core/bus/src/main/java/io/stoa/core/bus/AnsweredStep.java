package io.stoa.core.bus;

import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Message;

import java.util.ArrayList;
import java.util.Optional;

/**
 * What remains to be done with an error that the server itself has answered a message with: the
 * session has it already, and the account's other resources may be owed a copy. It passes no other
 * stage, for it is not from whom it claims to be from.
 */
record AnsweredStep(Carrier carrier, Message answer, Session session)
        implements StanzaPassage.Step {

    @Override
    public BareJid lane() {
        return session.address().bare();
    }

    @Override
    public boolean blocks() {
        return carrier.interceptors().blocks(answer, Leg.RECEIVED, lane());
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        LegContext context =
                new LegContext(
                        Leg.RECEIVED,
                        lane(),
                        Optional.empty(),
                        new ArrayList<>(0),
                        carrier.sends());
        carrier.interceptors().copy(answer, context);
    }
}
