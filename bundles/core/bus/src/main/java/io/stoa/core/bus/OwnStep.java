package io.stoa.core.bus;

import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
import io.stoa.jid.BareJid;
import io.stoa.stanza.Stanza;

import java.util.Optional;

/**
 * What the server sends in the name of an account passes the account's GUARD, and nothing else of
 * the SENT leg: it is neither the client's words (to be archived) nor news to its other resources.
 * A refusal is told to nobody.
 */
record OwnStep(Carrier carrier, Stanza stanza, BareJid account, Interceptors.Progress progress)
        implements StanzaPassage.Step {

    OwnStep(Carrier carrier, Stanza stanza, BareJid account) {
        this(carrier, stanza, account, Interceptors.Progress.none());
    }

    @Override
    public BareJid lane() {
        return account;
    }

    @Override
    public boolean blocks() {
        return progress.begun() || carrier.interceptors().blocks(stanza, Leg.SENT, account);
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        LegContext context = new LegContext(Leg.SENT, account, Optional.empty(), progress.later());
        switch (carrier.interceptors()
                .run(stanza, progress.after(), context, Stage.GUARD, mayBlock)) {
            case Interceptors.Outcome.Passed(Stanza passed) ->
                    carrier.route(passed, Optional.empty(), passage);
            case Interceptors.Outcome.Refused refused -> {}
            case Interceptors.Outcome.Dropped dropped -> {}
            case Interceptors.Outcome.Held(Stanza so, Table.Interception after) -> {
                passage.next(new OwnStep(carrier, so, account, progress.upTo(after)));
                return;
            }
        }
        carrier.leave(progress.later(), passage);
    }
}
