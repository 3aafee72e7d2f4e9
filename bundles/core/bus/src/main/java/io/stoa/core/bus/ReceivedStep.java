package io.stoa.core.bus;

import io.stoa.auth.Accounts;
import io.stoa.bus.AbsenceHandler;
import io.stoa.bus.Delivery;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The RECEIVED leg: a stanza arrives at an account of ours (RFC 6121 §8.5). */
final class ReceivedStep implements StanzaPassage.Step {

    private static final StanzaError UNAVAILABLE = StanzaError.of(Condition.SERVICE_UNAVAILABLE);

    /** What an absence handler has answered. */
    private record Kept(boolean kept, Optional<StanzaError> failed) {

        static final Kept NOT = new Kept(false, Optional.empty());
    }

    private final Carrier carrier;
    private final Stanza stanza;
    private final BareJid account;
    private final Optional<Session> session;
    // set when only the delivery is left to do, on a thread that may block
    private final boolean intercepted;

    ReceivedStep(Carrier carrier, Stanza stanza, BareJid account, Optional<Session> session) {
        this(carrier, stanza, account, session, false);
    }

    private ReceivedStep(
            Carrier carrier,
            Stanza stanza,
            BareJid account,
            Optional<Session> session,
            boolean intercepted) {
        this.carrier = carrier;
        this.stanza = stanza;
        this.account = account;
        this.session = session;
        this.intercepted = intercepted;
    }

    @Override
    public BareJid lane() {
        return account;
    }

    @Override
    public boolean blocks() {
        return intercepted
                || carrier.interceptors()
                        .blocks(carrier.table().get(), stanza, Leg.RECEIVED, account)
                || blocks(carrier.router().delivery(stanza, account));
    }

    private boolean blocks(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Absent absent -> true;
            case Delivery.Handle handle ->
                    !(stanza instanceof IqRequest request)
                            || !known()
                            || handling(request)
                                    .filter(it -> !it.lease().nonBlocking())
                                    .isPresent();
            case Delivery.Deliver deliver -> false;
            case Delivery.Reject reject -> false;
            case Delivery.Ignore ignore -> false;
        };
    }

    private Optional<Table.Handling> handling(IqRequest request) {
        return carrier.table().get().handling(Target.ACCOUNT, request.payload().namespace());
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        List<Stanza> later = new ArrayList<>(0);
        LegContext context = new LegContext(Leg.RECEIVED, account, session, later::add);
        Optional<Stanza> passed =
                intercepted
                        ? Optional.of(stanza)
                        : carrier.intercept(
                                stanza, context, Interceptors.last(Kind.of(stanza)), passage);
        passed.ifPresent(it -> deliver(it, context, passage, mayBlock));
        carrier.leave(later, passage);
    }

    private void deliver(
            Stanza passed, LegContext context, StanzaPassage passage, boolean mayBlock) {
        Delivery delivery = carrier.router().delivery(passed, account);
        if (!mayBlock && blocks(delivery)) {
            // a resource left between blocks() and now: go on from here on a thread that may block
            passage.next(new ReceivedStep(carrier, passed, account, session, true));
            return;
        }
        switch (delivery) {
            case Delivery.Deliver(List<Session> sessions) ->
                    sessions.forEach(to -> to.deliver(passed));
            case Delivery.Absent absent -> absent((Message) passed, passage);
            case Delivery.Reject(StanzaError error) ->
                    carrier.refuse(passed, error, session, passage);
            case Delivery.Ignore ignore -> {}
            case Delivery.Handle handle -> handle(passed, context, passage);
        }
    }

    /** RFC 6121 §8.5.1, §8.5.2.2.1, XEP-0160 §2: all are asked, and one is enough. */
    private void absent(Message message, StanzaPassage passage) {
        boolean kept = false;
        Optional<StanzaError> failed = Optional.empty();
        if (known() || exists()) {
            for (Lease<AbsenceHandler> handler : carrier.table().get().absence()) {
                Kept answer =
                        handler.call(
                                it -> new Kept(it.keep(message, account), Optional.empty()),
                                Kept.NOT,
                                error -> new Kept(false, Optional.of(error)));
                kept |= answer.kept();
                failed = failed.or(answer::failed);
            }
        }
        if (!kept) {
            carrier.refuse(message, failed.orElse(UNAVAILABLE), session, passage);
        }
    }

    private void handle(Stanza passed, LegContext context, StanzaPassage passage) {
        if (!known() && !exists()) {
            // §8.5.1: silence for presence; an iq is refused as one that nobody handles
            if (passed instanceof IqRequest request) {
                carrier.reply(request.error(UNAVAILABLE), session, passage);
            }
            return;
        }
        switch (passed) {
            case Presence presence -> presence(presence, context);
            case IqRequest request -> request(request, context, passage);
            default -> {}
        }
    }

    private void presence(Presence presence, LegContext context) {
        carrier.table()
                .get()
                .presenceHandler()
                .ifPresent(
                        handler ->
                                handler.call(
                                        it -> {
                                            it.handle(presence, context);
                                            return true;
                                        },
                                        false,
                                        error -> false));
    }

    private void request(IqRequest request, LegContext context, StanzaPassage passage) {
        boolean owner = request.from().filter(it -> it.bare().equals(account)).isPresent();
        Optional<Table.Handling> handling = handling(request).filter(it -> owner || it.open());
        carrier.reply(
                handling.map(it -> IqCall.answer(it, request, context))
                        .orElseGet(() -> request.error(UNAVAILABLE)),
                session,
                passage);
    }

    /** An account with a session, or one that has sent the stanza itself, exists. */
    private boolean known() {
        return session.filter(it -> it.address().bare().equals(account)).isPresent()
                || !carrier.sessions().of(account).isEmpty();
    }

    private boolean exists() {
        Optional<Accounts> accounts = carrier.accounts().get();
        return accounts.isPresent() && accounts.get().exists(account);
    }
}
