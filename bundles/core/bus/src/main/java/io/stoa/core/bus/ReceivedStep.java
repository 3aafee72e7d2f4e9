package io.stoa.core.bus;

import io.stoa.auth.Accounts;
import io.stoa.bus.Delivery;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.Target;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Delay;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The RECEIVED leg: a stanza arrives at an account of ours (RFC 6121 §8.5). */
final class ReceivedStep implements StanzaPassage.Step {

    private final Carrier carrier;
    private final Stanza stanza;
    private final BareJid account;
    private final Optional<Session> session;
    private final Interceptors.Progress progress;

    ReceivedStep(Carrier carrier, Stanza stanza, BareJid account, Optional<Session> session) {
        this(carrier, stanza, account, session, Interceptors.Progress.none());
    }

    ReceivedStep(
            Carrier carrier,
            Stanza stanza,
            BareJid account,
            Optional<Session> session,
            Interceptors.Progress progress) {
        this.carrier = carrier;
        this.stanza = stanza;
        this.account = account;
        this.session = session;
        this.progress = progress;
    }

    @Override
    public BareJid lane() {
        return account;
    }

    @Override
    public boolean blocks() {
        return progress.begun()
                || carrier.interceptors().blocks(stanza, Leg.RECEIVED, account)
                || blocks(carrier.router().delivery(stanza, account));
    }

    private boolean blocks(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Absent absent -> true;
            case Delivery.Handle handle ->
                    !(stanza instanceof IqRequest request)
                            || !known()
                            || handling(request)
                                    .filter(it -> Leased.blocks(it.lease(), account.domain()))
                                    .isPresent();
            case Delivery.Deliver deliver -> false;
            case Delivery.Reject reject -> false;
            case Delivery.Ignore ignore -> false;
        };
    }

    private Optional<Table.Handling> handling(IqRequest request) {
        return carrier.table()
                .get()
                .handling(Target.ACCOUNT, request.payload().namespace(), account.domain());
    }

    @Override
    public void run(StanzaPassage passage, boolean mayBlock) {
        LegContext context =
                new LegContext(Leg.RECEIVED, account, session, progress.later(), carrier.sends());
        Interceptors.Outcome outcome =
                progress.intercepted()
                        ? new Interceptors.Outcome.Passed(stanza)
                        : carrier.interceptors()
                                .run(
                                        stanza,
                                        progress.after(),
                                        context,
                                        Interceptors.last(Kind.of(stanza)),
                                        mayBlock);
        boolean over =
                switch (outcome) {
                    case Interceptors.Outcome.Passed(Stanza passed) ->
                            deliver(passed, context, passage, mayBlock);
                    case Interceptors.Outcome.Refused(StanzaError error) -> {
                        carrier.refuse(stanza, error, session, passage);
                        yield true;
                    }
                    case Interceptors.Outcome.Dropped dropped -> true;
                    case Interceptors.Outcome.Held(Stanza so, Table.Interception after) ->
                            goOn(so, progress.upTo(after), passage);
                };
        if (over) {
            carrier.leave(progress.later(), passage);
        }
    }

    /** Leaves the rest of the leg to a thread that may block. */
    private boolean goOn(Stanza so, Interceptors.Progress far, StanzaPassage passage) {
        passage.next(new ReceivedStep(carrier, so, account, session, far));
        return false;
    }

    /** Delivers; returns false when the rest is left to a thread that may block. */
    private boolean deliver(
            Stanza passed, LegContext context, StanzaPassage passage, boolean mayBlock) {
        Delivery delivery = carrier.router().delivery(passed, account);
        if (!mayBlock && blocks(delivery)) {
            // a resource left between blocks() and now
            return goOn(passed, progress.delivering(), passage);
        }
        switch (delivery) {
            case Delivery.Deliver(List<Session> sessions) ->
                    sessions.forEach(to -> to.deliver(passed));
            case Delivery.Absent absent -> absent((Message) passed, passage);
            case Delivery.Reject(StanzaError error) ->
                    carrier.refuse(passed, error, session, passage);
            case Delivery.Ignore ignore -> {}
            case Delivery.Handle handle -> {
                return handle(passed, context, passage, mayBlock);
            }
        }
        return true;
    }

    /** RFC 6121 §8.5.1, §8.5.2.2.1, XEP-0160 §2: all are asked, and one is enough. */
    private void absent(Message message, StanzaPassage passage) {
        Absence.Kept kept =
                known() || exists()
                        ? Absence.keep(carrier.table(), message, account)
                        : Absence.Kept.NOT;
        if (!kept.kept()) {
            StanzaError why = kept.failed().orElseGet(Leased::unavailable);
            carrier.refuse(message, why, session, passage);
        }
    }

    private boolean handle(
            Stanza passed, LegContext context, StanzaPassage passage, boolean mayBlock) {
        if (!known() && !exists()) {
            // §8.5.1: silence for presence; an iq is refused as one that nobody handles
            if (passed instanceof IqRequest request) {
                carrier.reply(request.error(Leased.unavailable()), session, passage);
            }
            return true;
        }
        return switch (passed) {
            case Presence presence -> presence(presence, context);
            case IqRequest request -> request(request, context, passage, mayBlock);
            default -> true;
        };
    }

    private boolean presence(Presence presence, LegContext context) {
        Leased.call(
                () -> carrier.table().get().presenceHandler(account.domain()),
                account.domain(),
                true,
                handler -> {
                    handler.handle(presence, context);
                    return true;
                });
        return true;
    }

    private boolean request(
            IqRequest request, LegContext context, StanzaPassage passage, boolean mayBlock) {
        boolean owner = request.from().filter(it -> it.bare().equals(account)).isPresent();
        Optional<IqResponse> answer =
                carrier.answer(
                        request,
                        context,
                        mayBlock,
                        () -> handling(request).filter(it -> owner || it.open()));
        if (answer.isEmpty()) {
            return goOn(request, progress.delivering(), passage);
        }
        carrier.answered(answer.get(), context.later(), session, passage);
        return true;
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

    /**
     * A stanza that a session was given and its client never confirmed is treated as one to a
     * resource that is not there (XEP-0198 §4, RFC 6121 §8.5.3.2). It was guarded, archived and
     * copied when it came, so only its delivery is done anew.
     */
    record Undelivered(Carrier carrier, Stanza stanza, BareJid account, Instant delivered)
            implements StanzaPassage.Step {

        @Override
        public BareJid lane() {
            return account;
        }

        @Override
        public boolean blocks() {
            return true;
        }

        @Override
        public void run(StanzaPassage passage, boolean mayBlock) {
            switch (stanza) {
                case Message message -> message(message, passage);
                case IqRequest request ->
                        carrier.refuse(
                                request,
                                StanzaError.of(Condition.SERVICE_UNAVAILABLE),
                                Optional.empty(),
                                passage);
                // answers and presence mean nothing to anybody else
                default -> {}
            }
        }

        private void message(Message message, StanzaPassage passage) {
            boolean ofTheAccount = message.from().map(account::equals).orElse(true);
            boolean forPeople =
                    switch (message.type()) {
                        case NORMAL, CHAT -> true;
                        case ERROR, GROUPCHAT, HEADLINE -> false;
                    };
            // what the account itself has sent, such as copies and results, was for that resource
            if (!forPeople || ofTheAccount || othersHaveIt(message)) {
                return;
            }
            boolean bare = message.to().filter(account::equals).isPresent();
            Message again = delayed(bare ? message : message.withTo(account));
            passage.next(
                    new ReceivedStep(
                            carrier,
                            again,
                            account,
                            Optional.empty(),
                            Interceptors.Progress.none().delivering()));
        }

        /** XEP-0198 §4: with the time of the delivery that failed (XEP-0203). */
        private Message delayed(Message message) {
            boolean already =
                    message.payloads().stream().anyMatch(it -> Delay.from(it).isPresent());
            return already
                    ? message
                    : message.with(
                            Delay.of(delivered, BareJid.parse(account.domain())).toElement());
        }

        /**
         * §8.5.2.1.1: one to the bare JID went to every resource that was interested then. One that
         * had been kept was for the resource that fetched it, and who came later has nothing.
         */
        private boolean othersHaveIt(Message message) {
            return message.to().filter(account::equals).isPresent()
                    && !kept(message)
                    && carrier.router().delivery(message, account)
                            instanceof Delivery.Deliver(List<Session> sessions)
                    && sessions.stream().anyMatch(other -> !other.since().isAfter(delivered));
        }

        private boolean kept(Message message) {
            return message.payloads().stream()
                    .flatMap(it -> Delay.from(it).stream())
                    .flatMap(delay -> delay.from().stream())
                    .anyMatch(by -> by.equals(account) || by.toString().equals(account.domain()));
        }
    }
}
