package io.stoa.core.bus;

import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the server sends in the name of an account passes the account's GUARD, and nothing else of
 * the SENT leg: it is neither the client's words (to be archived) nor news to its other resources.
 * A refusal is told to nobody.
 */
record OwnStep(Carrier carrier, Stanza stanza, BareJid account) implements StanzaPassage.Step {

    @Override
    public BareJid lane() {
        return account;
    }

    @Override
    public boolean blocks() {
        return carrier.interceptors().blocks(carrier.table().get(), stanza, Leg.SENT, account);
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        List<Stanza> later = new ArrayList<>(0);
        LegContext context = new LegContext(Leg.SENT, account, Optional.empty(), later::add);
        Optional<Stanza> passed =
                carrier.interceptors()
                        .run(carrier.table().get(), stanza, context, Stage.GUARD)
                        .passed();
        passed.ifPresent(it -> carrier.route(it, Optional.empty(), passage));
        carrier.leave(later, passage);
    }
}
