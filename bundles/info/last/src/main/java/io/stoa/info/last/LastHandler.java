package io.stoa.info.last;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.AccountDisco;
import io.stoa.bus.Context;
import io.stoa.bus.Disco;
import io.stoa.bus.HandlesIq;
import io.stoa.bus.IqHandler;
import io.stoa.bus.Target;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;
import io.stoa.stanza.Condition;
import io.stoa.stanza.IqGet;
import io.stoa.stanza.IqRequest;
import io.stoa.stanza.IqResponse;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.xml.Element;
import io.stoa.xml.Text;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells how long the server has been running (XEP-0012 §5), and how long ago an account logged out
 * (§3): to itself and to whom it shows its presence; without {@code im/roster} to itself only.
 *
 * <pre>{@code
 * C: <iq to='juliet@stoa.example' id='l1' type='get'><query xmlns='jabber:iq:last'/></iq>
 * S: <iq from='juliet@stoa.example' id='l1' type='result'>
 *      <query xmlns='jabber:iq:last' seconds='903'>Heading Home</query>
 *    </iq>
 * }</pre>
 */
@Component
@HandlesIq(
        namespace = LastHandler.NAMESPACE,
        target = {Target.SERVER, Target.ACCOUNT},
        open = true)
@Disco(LastHandler.NAMESPACE)
@AccountDisco(LastHandler.NAMESPACE)
public final class LastHandler implements IqHandler {

    static final String NAMESPACE = "jabber:iq:last";

    /** Who knows the subscriptions, if anybody does. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Rosters rosters;

    private final Documents<Departure> departures;
    private final Sessions sessions;
    private final Clock clock;
    private final Instant started;

    /** Opens the store. */
    @Activate
    public LastHandler(
            @Reference(policyOption = GREEDY) Storage storage,
            @Reference(policyOption = GREEDY) Sessions sessions) {
        this(storage, sessions, Clock.systemUTC(), processStart());
    }

    LastHandler(Storage storage, Sessions sessions, Clock clock, Instant started) {
        this.departures = storage.documents(Departure.STORE);
        this.sessions = sessions;
        this.clock = clock;
        this.started = started;
    }

    /** §5 asks for the host's uptime, not for this component's. */
    private static Instant processStart() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    @Override
    public IqResponse handle(IqRequest request, Context context) {
        BareJid asked = context.self();
        boolean server = asked.local().isEmpty();
        // §3: whoever may not see the presence is told nothing else
        if (!server && !shows(asked, request.from().orElseThrow().bare())) {
            return request.error(Condition.FORBIDDEN);
        }
        if (!(request instanceof IqGet get) || !get.payload().is(NAMESPACE, "query")) {
            return request.error(Condition.BAD_REQUEST);
        }
        return get.result(server ? answer(started, "") : last(asked));
    }

    private boolean shows(BareJid account, BareJid asker) {
        Rosters known = rosters;
        return account.equals(asker) || (known != null && known.shows(account, asker));
    }

    private Element last(BareJid account) {
        // §3: somebody who is connected was last there just now
        if (!sessions.of(account).isEmpty()) {
            return answer(clock.instant(), "");
        }
        Departure departure =
                departures
                        .get(account)
                        .orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND));
        return departure
                .time()
                .map(time -> answer(time, departure.status()))
                .orElseThrow(() -> new StanzaException(Condition.ITEM_NOT_FOUND));
    }

    private Element answer(Instant since, String status) {
        // a clock that was set back must not make the past the future
        long seconds = Math.max(0, Duration.between(since, clock.instant()).toSeconds());
        Element query = Element.of(NAMESPACE, "query").with("seconds", Long.toString(seconds));
        return status.isEmpty() ? query : query.with(new Text(status));
    }
}
