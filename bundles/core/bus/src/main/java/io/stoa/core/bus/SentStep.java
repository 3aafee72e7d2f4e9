package io.stoa.core.bus;

import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Stage;
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
    private final Interceptors.Progress progress;

    SentStep(Carrier carrier, Stanza stanza, Session session) {
        this(carrier, stamp(stanza, session), session, Interceptors.Progress.none());
    }

    private SentStep(
            Carrier carrier, Stanza stanza, Session session, Interceptors.Progress progress) {
        this.carrier = carrier;
        this.stanza = stanza;
        this.session = session;
        this.progress = progress;
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
        return progress.begun()
                || stanza instanceof Presence
                || carrier.interceptors().blocks(stanza, Leg.SENT, lane());
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        LegContext context =
                new LegContext(
                        Leg.SENT, lane(), Optional.of(session), progress.later(), carrier.sends());
        Stage last = Interceptors.last(Kind.of(stanza));
        switch (carrier.interceptors().run(stanza, progress.after(), context, last, mayBlock)) {
            case Interceptors.Outcome.Passed(Stanza passed) -> passed(passed, context, passage);
            case Interceptors.Outcome.Refused(StanzaError error) ->
                    carrier.refuse(stanza, error, Optional.of(session), passage);
            case Interceptors.Outcome.Dropped() -> {}
            case Interceptors.Outcome.Held(Stanza so, Table.Interception after) -> {
                passage.next(new SentStep(carrier, so, session, progress.upTo(after)));
                return;
            }
        }
        carrier.leave(progress.later(), passage);
    }

    private void passed(Stanza passed, LegContext context, StanzaPassage passage) {
        if (passed instanceof Presence presence) {
            presence(presence, context, passage);
        } else {
            carrier.route(passed, Optional.of(session), passage);
        }
    }

    private void presence(Presence presence, LegContext context, StanzaPassage passage) {
        if (presence.to().isEmpty()) {
            carrier.registry().presence(session, presence);
        }
        String domain = lane().domain();
        Leased.Answer<Boolean> answer =
                Leased.call(
                        () -> carrier.table().get().presenceHandler(domain),
                        domain,
                        true,
                        handler -> {
                            handler.handle(presence, context);
                            return true;
                        });
        switch (answer) {
            case Leased.Answer.Done<Boolean> done -> {}
            case Leased.Answer.Failed<Boolean>(StanzaError error) ->
                    carrier.refuse(presence, error, Optional.of(session), passage);
            case Leased.Answer.Nobody<Boolean> nobody -> unhandled(presence, passage);
            case Leased.Answer.Held<Boolean> held ->
                    throw new IllegalStateException("presence is never handled on an I/O thread");
        }
    }

    /** Without im/presence, directed presence still works; subscriptions do not. */
    private void unhandled(Presence presence, StanzaPassage passage) {
        if (presence.to().isEmpty()) {
            return;
        }
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

    /**
     * What the server sends in the name of an account passes the account's GUARD, and nothing else
     * of the SENT leg: it is neither the client's words (to be archived) nor news to its other
     * resources. What the account itself says by other means than a client is both, and passes all
     * of it. A refusal is told to nobody.
     */
    record Own(
            Carrier carrier,
            List<Stanza> stanzas,
            BareJid account,
            Stage last,
            Interceptors.Progress progress)
            implements StanzaPassage.Step {

        Own(Carrier carrier, List<Stanza> stanzas, BareJid account, Stage last) {
            this(carrier, stanzas, account, last, Interceptors.Progress.none());
        }

        @Override
        public BareJid lane() {
            return account;
        }

        @Override
        public boolean blocks() {
            if (progress.begun()) {
                return true;
            }
            for (Stanza stanza : stanzas) {
                if (carrier.interceptors().blocks(stanza, Leg.SENT, account)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void run(StanzaPassage passage, boolean mayBlock) {
            Interceptors.Progress far = progress;
            for (int i = 0; i < stanzas.size(); i++) {
                Stanza stanza = stanzas.get(i);
                LegContext context =
                        new LegContext(
                                Leg.SENT, account, Optional.empty(), far.later(), carrier.sends());
                switch (carrier.interceptors().run(stanza, far.after(), context, last, mayBlock)) {
                    case Interceptors.Outcome.Passed(Stanza passed) ->
                            carrier.route(passed, Optional.empty(), passage);
                    case Interceptors.Outcome.Refused refused -> {}
                    case Interceptors.Outcome.Dropped dropped -> {}
                    case Interceptors.Outcome.Held(Stanza so, Table.Interception after) -> {
                        passage.next(rest(i, so, far.upTo(after)));
                        return;
                    }
                }
                carrier.leave(far.later(), passage);
                far = Interceptors.Progress.none();
            }
        }

        /** What remains from one on, of which some interceptors have seen the first already. */
        private Own rest(int from, Stanza first, Interceptors.Progress far) {
            List<Stanza> rest = new ArrayList<>(stanzas.subList(from, stanzas.size()));
            rest.set(0, first);
            return new Own(carrier, rest, account, last, far);
        }
    }
}
