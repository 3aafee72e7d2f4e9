package io.stoa.core.bus;

import io.stoa.auth.Accounts;
import io.stoa.bus.Destination;
import io.stoa.bus.Kind;
import io.stoa.bus.Router;
import io.stoa.bus.Stage;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.SessionRegistry;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What the steps of a passage share: the present table, the ports, and the few ways in which a
 * stanza goes on. Thread-safe.
 *
 * @param table the present table
 * @param router where stanzas go
 * @param registry records presence
 * @param sessions finds sessions
 * @param accounts who has an account, empty while no one knows
 * @param pending the server's own requests
 * @param interceptors runs the interceptors of a leg
 * @param sends counts what a feature sends, and says when it is too much
 */
record Carrier(
        Supplier<Table> table,
        Router router,
        SessionRegistry registry,
        Sessions sessions,
        Supplier<Optional<Accounts>> accounts,
        PendingIqs pending,
        Interceptors interceptors,
        BooleanSupplier sends) {

    /** Sends a stanza where it belongs, as a further step of the passage (RFC 6120 §10). */
    void route(Stanza stanza, Optional<Session> session, StanzaPassage passage) {
        Optional<Jid> to = stanza.to();
        if (to.isEmpty()) {
            return;
        }
        switch (router.destination(to.get())) {
            case Destination.Account(BareJid account) -> {
                if (!(stanza instanceof IqResponse response && answers(response, account))) {
                    passage.then(new ReceivedStep(this, stanza, account, session));
                }
            }
            case Destination.Server(BareJid domain) -> toServer(stanza, domain, session, passage);
            case Destination.Elsewhere(BareJid address) ->
                    carried(stanza, address, Table::elsewhere, session, passage);
            case Destination.Beyond(BareJid address) ->
                    carried(stanza, address, Table::beyond, session, passage);
        }
    }

    /** A response to a bare JID of ours answers a request of the server's, or nobody's. */
    private boolean answers(IqResponse response, BareJid account) {
        if (!response.to().filter(account::equals).isPresent()) {
            return false;
        }
        pending.complete(response);
        return true;
    }

    private void toServer(
            Stanza stanza, BareJid domain, Optional<Session> session, StanzaPassage passage) {
        switch (stanza) {
            case IqResponse response -> pending.complete(response);
            case IqRequest request -> passage.then(new ServerStep(this, request, domain, session));
            case Message message ->
                    refuse(
                            message,
                            StanzaError.of(Condition.SERVICE_UNAVAILABLE),
                            session,
                            passage);
            case Presence presence -> {
                // directed presence to the server means nothing; a subscription cannot be had
                if (presence.type().isSubscription()) {
                    refuse(
                            presence,
                            StanzaError.of(Condition.SERVICE_UNAVAILABLE),
                            session,
                            passage);
                }
            }
        }
    }

    private void carried(
            Stanza stanza,
            BareJid address,
            ServiceStep.Finder finder,
            Optional<Session> session,
            StanzaPassage passage) {
        if (stanza instanceof IqResponse response && pending.complete(response)) {
            // a service of ours has asked
            return;
        }
        if (finder.find(table.get(), address.domain()).isPresent()) {
            passage.then(new ServiceStep(this, stanza, address, finder, session));
        } else {
            refuse(stanza, StanzaError.of(Condition.REMOTE_SERVER_NOT_FOUND), session, passage);
        }
    }

    /** Sends what is the server's own, or in the name of an account of ours. */
    void own(Stanza stanza, StanzaPassage passage) {
        own(List.of(stanza), passage);
    }

    /** Sends what has one sender and is of one kind. */
    private void own(List<Stanza> stanzas, StanzaPassage passage) {
        Optional<BareJid> account = account(stanzas.getFirst().from());
        if (account.isPresent() && interceptors.guards(stanzas.getFirst())) {
            passage.then(new SentStep.Own(this, stanzas, account.get(), Stage.GUARD));
        } else {
            stanzas.forEach(stanza -> route(stanza, Optional.empty(), passage));
        }
    }

    /** Sends what an account says by other means than a client of ours. */
    void submitted(Message message, StanzaPassage passage) {
        BareJid account =
                account(message.from())
                        .orElseThrow(() -> new IllegalArgumentException("from no account of ours"));
        passage.then(
                new SentStep.Own(this, List.of(message), account, Interceptors.last(Kind.MESSAGE)));
    }

    private Optional<BareJid> account(Optional<Jid> from) {
        return from.map(router::destination)
                .filter(Destination.Account.class::isInstance)
                .map(place -> ((Destination.Account) place).account());
    }

    /**
     * Tells the sender an error, unless the stanza is of a kind that must not be answered with one
     * (RFC 6120 §8.3.1; RFC 6121 §4.5, §4.3): the one place for that rule.
     */
    void refuse(
            Stanza stanza, StanzaError error, Optional<Session> session, StanzaPassage passage) {
        if (answerable(stanza)) {
            reply(stanza.toError(error), session, passage);
        }
    }

    private static boolean answerable(Stanza stanza) {
        return switch (stanza) {
            case Message message -> !message.isError();
            case IqRequest request -> true;
            case IqResponse response -> false;
            case Presence presence ->
                    presence.type() == PresenceType.AVAILABLE || presence.type().isSubscription();
        };
    }

    /** Gives an answer back: at once to the session that asked, or along the path. */
    void reply(Stanza answer, Optional<Session> session, StanzaPassage passage) {
        if (session.isPresent()
                && answer.to().filter(session.get().address()::equals).isPresent()) {
            session.get().deliver(answer);
            if (answer instanceof Message error) {
                passage.then(new AnsweredStep(this, error, session.get()));
            }
        } else {
            route(answer, Optional.empty(), passage);
        }
    }

    /**
     * Gives back the answer to a request. What its handler has sent is carried out first, so that
     * nobody who has the answer meets the time before it: a client that removes a contact and asks
     * it anew must not be answered by the cancellation (RFC 6121 §2.5.2, §A.3.4).
     */
    void answered(
            IqResponse answer,
            List<Stanza> later,
            Optional<Session> session,
            StanzaPassage passage) {
        if (later.isEmpty() || session.isEmpty()) {
            reply(answer, session, passage);
        } else {
            passage.atLast(new Reply(this, answer, session.get()));
        }
    }

    /** An answer that waits for what leads to it. */
    private record Reply(Carrier carrier, IqResponse answer, Session session)
            implements StanzaPassage.Step {

        @Override
        public BareJid lane() {
            return session.address().bare();
        }

        @Override
        public boolean blocks() {
            return false;
        }

        @Override
        public void run(StanzaPassage passage, boolean mayBlock) {
            carrier.reply(answer, Optional.of(session), passage);
        }
    }

    /** Answers a request by whoever handles it; empty when this thread would have to wait. */
    Optional<IqResponse> answer(
            IqRequest request,
            LegContext context,
            boolean mayBlock,
            Supplier<Optional<Table.Handling>> handling) {
        Leased.Answer<IqResponse> answer =
                Leased.call(
                        () -> handling.get().map(Table.Handling::lease),
                        context.self().domain(),
                        mayBlock,
                        handler -> handler.handle(request, context));
        return switch (answer) {
            case Leased.Answer.Done<IqResponse>(IqResponse response) -> Optional.of(response);
            case Leased.Answer.Failed<IqResponse>(StanzaError error) ->
                    Optional.of(request.error(error));
            case Leased.Answer.Nobody<IqResponse>() ->
                    Optional.of(request.error(Leased.unavailable()));
            case Leased.Answer.Held<IqResponse>() -> Optional.empty();
        };
    }

    /**
     * Sends what features left to be sent when the leg is over. What follows each other and has one
     * sender enters his lane once: presence goes to many.
     */
    void leave(List<Stanza> later, StanzaPassage passage) {
        int from = 0;
        while (from < later.size()) {
            int to = from + 1;
            while (to < later.size() && alike(later.get(from), later.get(to))) {
                to++;
            }
            own(List.copyOf(later.subList(from, to)), passage);
            from = to;
        }
    }

    private static boolean alike(Stanza one, Stanza other) {
        return Kind.of(one) == Kind.of(other) && one.from().equals(other.from());
    }
}
