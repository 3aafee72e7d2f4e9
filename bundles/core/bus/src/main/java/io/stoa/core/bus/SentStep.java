package io.stoa.core.bus;

import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.PresenceHandler;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SENT leg: what a client of ours has sent leaves its account. */
final class SentStep implements StanzaPassage.Step {

    private final Carrier carrier;
    private final Stanza stanza;
    private final Session session;

    SentStep(Carrier carrier, Stanza stanza, Session session) {
        this.carrier = carrier;
        this.stanza = stamp(stanza, session);
        this.session = session;
    }

    /**
     * RFC 6120 §8.1.2.1: {@code from} is the bound address, whatever the client wrote; §10.3.1,
     * §10.3.3: a message or iq without {@code to} is for the client's own account. Presence without
     * {@code to} is a broadcast (§10.3.2).
     */
    private static Stanza stamp(Stanza stanza, Session session) {
        Stanza stamped = stanza.withFrom(session.address());
        return stanza instanceof Presence || stanza.to().isPresent()
                ? stamped
                : stamped.withTo(session.address().bare());
    }

    @Override
    public BareJid lane() {
        return session.address().bare();
    }

    @Override
    public boolean blocks() {
        // presence reads rosters and tells session listeners, which may block
        return stanza instanceof Presence
                || carrier.interceptors().blocks(carrier.table().get(), stanza, Leg.SENT, lane());
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        List<Stanza> later = new ArrayList<>(0);
        LegContext context = new LegContext(Leg.SENT, lane(), Optional.of(session), later::add);
        Optional<Stanza> passed =
                carrier.intercept(stanza, context, Interceptors.last(Kind.of(stanza)), passage);
        if (passed.isPresent()) {
            if (passed.get() instanceof Presence presence) {
                presence(presence, context, passage);
            } else {
                carrier.route(passed.get(), Optional.of(session), passage);
            }
        }
        carrier.leave(later, passage);
    }

    private void presence(Presence presence, LegContext context, StanzaPassage passage) {
        if (presence.to().isEmpty()) {
            carrier.registry().presence(session, presence);
        }
        Optional<Lease<PresenceHandler>> handler = carrier.table().get().presenceHandler();
        if (handler.isPresent()) {
            Optional<StanzaError> failed =
                    handler.get()
                            .call(
                                    it -> {
                                        it.handle(presence, context);
                                        return Optional.empty();
                                    },
                                    Optional.empty(),
                                    Optional::of);
            failed.ifPresent(
                    error -> carrier.refuse(presence, error, Optional.of(session), passage));
        } else if (presence.to().isPresent()) {
            unhandled(presence, passage);
        }
    }

    /** Without im/presence, directed presence still works; subscriptions do not. */
    private void unhandled(Presence presence, StanzaPassage passage) {
        if (presence.type().isSubscription() || presence.type() == PresenceType.PROBE) {
            carrier.refuse(
                    presence,
                    StanzaError.of(Condition.SERVICE_UNAVAILABLE),
                    Optional.of(session),
                    passage);
        } else {
            carrier.route(presence, Optional.of(session), passage);
        }
    }
}
