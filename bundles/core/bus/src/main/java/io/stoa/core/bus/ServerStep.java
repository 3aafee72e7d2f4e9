package io.stoa.core.bus;

import io.stoa.bus.Leg;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to a domain of ours (RFC 6120 §10.5.2). It runs in the lane of who asks: in the
 * domain's, everybody would wait for everybody.
 */
record ServerStep(Carrier carrier, IqRequest request, BareJid domain, Optional<Session> session)
        implements StanzaPassage.Step {

    @Override
    public BareJid lane() {
        return request.from().map(Jid::bare).orElse(domain);
    }

    /** Who administers may take long, and what is done then may need any lane. */
    @Override
    public boolean outside() {
        return handling().filter(it -> !it.lane()).isPresent();
    }

    @Override
    public boolean blocks() {
        return handling().filter(it -> Leased.blocks(it.lease(), domain.domain())).isPresent();
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        List<Stanza> later = new ArrayList<>(0);
        LegContext context = new LegContext(Leg.RECEIVED, domain, session, later, carrier.sends());
        Optional<IqResponse> answer = carrier.answer(request, context, mayBlock, this::handling);
        if (answer.isEmpty()) {
            passage.next(this);
            return;
        }
        carrier.answered(answer.get(), later, session, passage);
        carrier.leave(later, passage);
    }

    private Optional<Table.Handling> handling() {
        return carrier.table()
                .get()
                .handling(Target.SERVER, request.payload().namespace(), domain.domain());
    }
}
