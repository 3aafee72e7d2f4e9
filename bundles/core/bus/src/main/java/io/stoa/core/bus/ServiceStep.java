package io.stoa.core.bus;

import io.stoa.bus.DomainService;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.lifecycle.Lease;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A stanza for an address of a service that owns a domain, or of nobody here, in the lane of that
 * address.
 */
record ServiceStep(
        Carrier carrier, Stanza stanza, BareJid address, Finder finder, Optional<Session> session)
        implements StanzaPassage.Step {

    /** Finds who carries what is for a domain, as things are now. */
    interface Finder {
        Optional<Lease<DomainService>> find(Table now, String domain);
    }

    @Override
    public BareJid lane() {
        return address;
    }

    @Override
    public boolean blocks() {
        return service().filter(it -> Leased.blocks(it, address.domain())).isPresent();
    }

    private Optional<Lease<DomainService>> service() {
        return finder.find(carrier.table().get(), address.domain());
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        List<Stanza> later = new ArrayList<>(0);
        LegContext context = new LegContext(Leg.RECEIVED, address, session, later, carrier.sends());
        Leased.Answer<Boolean> answer =
                Leased.call(
                        this::service,
                        address.domain(),
                        mayBlock,
                        it -> {
                            it.receive(stanza, context);
                            return true;
                        });
        switch (answer) {
            case Leased.Answer.Done<Boolean> done -> {}
            case Leased.Answer.Failed<Boolean>(StanzaError error) ->
                    carrier.refuse(stanza, error, session, passage);
            case Leased.Answer.Nobody<Boolean> nobody ->
                    carrier.refuse(stanza, Leased.unavailable(), session, passage);
            case Leased.Answer.Held<Boolean> held -> {
                passage.next(this);
                return;
            }
        }
        carrier.leave(later, passage);
    }
}
