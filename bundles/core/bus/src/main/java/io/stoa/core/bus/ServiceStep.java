package io.stoa.core.bus;

import io.stoa.bus.DomainService;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stanza for an address of a service that owns a domain, in the lane of that address. */
record ServiceStep(
        Carrier carrier,
        Stanza stanza,
        BareJid address,
        Optional<Session> session,
        Lease<DomainService> service)
        implements StanzaPassage.Step {

    @Override
    public BareJid lane() {
        return address;
    }

    @Override
    public boolean blocks() {
        return !service.nonBlocking();
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        List<Stanza> later = new ArrayList<>(0);
        LegContext context = new LegContext(Leg.RECEIVED, address, session, later::add);
        Optional<StanzaError> failed =
                service.call(
                        it -> {
                            it.receive(stanza, context);
                            return Optional.empty();
                        },
                        Optional.of(StanzaError.of(Condition.SERVICE_UNAVAILABLE)),
                        Optional::of);
        failed.ifPresent(error -> carrier.refuse(stanza, error, session, passage));
        carrier.leave(later, passage);
    }
}
