package io.stoa.im.mam;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.archive.Retraction;
import io.stoa.auth.Accounts;
import io.stoa.bus.Context;
import io.stoa.bus.Delivery;
import io.stoa.bus.Intercepts;
import io.stoa.bus.Kind;
import io.stoa.bus.Leg;
import io.stoa.bus.NonBlocking;
import io.stoa.bus.Router;
import io.stoa.bus.Stage;
import io.stoa.bus.StanzaInterceptor;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaId;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps what an account sends and receives, before anybody sees it, and writes the archive's id
 * into the message for whoever sees it after this (XEP-0313 §3.5). A message that cannot be kept is
 * refused: what was acknowledged is there. What claims to be the account's name for a message is
 * taken out of all others (XEP-0359 §3, rule 2).
 *
 * <pre>{@code
 * C: <message to='juliet@stoa.example' type='chat'><body>Call me but love</body></message>
 * S: <message from='romeo@stoa.example/orchard' to='juliet@stoa.example' type='chat'>
 *      <body>Call me but love</body>
 *      <stanza-id xmlns='urn:xmpp:sid:0' by='juliet@stoa.example' id='6vXbTJr0Y0pWkQmYIfq7Sg'/>
 *    </message>
 * }</pre>
 */
@Component
@Intercepts(
        kind = Kind.MESSAGE,
        leg = {Leg.SENT, Leg.RECEIVED},
        stage = Stage.ARCHIVE)
@NonBlocking
public final class Archivist implements StanzaInterceptor {

    /** Who has an account, if anybody knows. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Accounts accounts;

    private final ArchiveStore store;
    private final PreferenceBook preferences;
    private final Sessions sessions;
    private final Router router;
    private final Clock clock;

    /** Takes what it needs. */
    @Activate
    public Archivist(
            @Reference(policyOption = GREEDY) ArchiveStore store,
            @Reference(policyOption = GREEDY) PreferenceBook preferences,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Router router) {
        this(store, preferences, sessions, router, Clock.systemUTC());
    }

    Archivist(
            ArchiveStore store,
            PreferenceBook preferences,
            Sessions sessions,
            Router router,
            Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.sessions = sessions;
        this.router = router;
        this.clock = clock;
    }

    /** Only what is kept costs a visit to the storage. */
    @Override
    public boolean waits(Stanza stanza, BareJid self) {
        return stanza instanceof Message message && Worth.keeping(message);
    }

    @Override
    public Verdict intercept(Stanza stanza, Context context) {
        BareJid account = context.self();
        if (!(stanza instanceof Message message)) {
            return new Verdict.Pass(stanza);
        }
        if (context.leg() == Leg.RECEIVED && keptWhenSent(message, account)) {
            return new Verdict.Pass(message);
        }
        Message honest = (Message) StanzaId.strip(message, account);
        if (!Worth.keeping(honest)) {
            return new Verdict.Pass(honest);
        }
        return new Verdict.Pass(
                context.leg() == Leg.SENT
                        ? keep(honest, context, honest.to())
                        : received(honest, context));
    }

    /** XEP-0313 §6.1.1: a message to oneself is kept once; it passes here twice. */
    private boolean keptWhenSent(Message message, BareJid account) {
        return message.from().filter(from -> from.bare().equals(account)).isPresent()
                && Worth.keeping(message)
                && StanzaId.of(message, account)
                        .filter(it -> store.archive().knows(account, it.id()))
                        .isPresent();
    }

    private Message received(Message message, Context context) {
        BareJid account = context.self();
        if (router.delivery(message, account) instanceof Delivery.Reject) {
            // the sender is told that it has not arrived: nobody may find it later
            return message;
        }
        boolean fromItself = message.from().filter(it -> it.bare().equals(account)).isPresent();
        // strangers must not be able to fill archives of accounts that do not exist
        return !fromItself && exists(account) ? keep(message, context, message.from()) : message;
    }

    private Message keep(Message message, Context context, Optional<Jid> other) {
        BareJid account = context.self();
        Instant now = clock.instant();
        Message passed = message;
        if (preferences.archives(account, other.orElse(BareJid.ofDomain(account.domain())))) {
            String id =
                    again(message, context).orElseGet(() -> store.append(account, now, message));
            passed = message.with(new StanzaId(id, account).toElement());
        }
        // also when the retraction itself is not kept: it asks for less to be kept, not for more
        Retraction.in(message).ifPresent(it -> store.retract(account, now, it));
        return passed;
    }

    /** What a client sends again after a crash may be here, and keeps its name. */
    private Optional<String> again(Message message, Context context) {
        Optional<Session> sender = context.session().filter(Session::repeats);
        if (sender.isEmpty() || message.id().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> kept = store.again(context.self(), message);
        if (kept.isEmpty()) {
            sender.get().repeatsNoMore();
        }
        return kept;
    }

    private boolean exists(BareJid account) {
        Accounts known = accounts;
        return !sessions.of(account).isEmpty() || (known != null && known.exists(account));
    }
}
