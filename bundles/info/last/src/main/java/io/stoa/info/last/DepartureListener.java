package io.stoa.info.last;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.SessionEvent;
import io.stoa.session.SessionListener;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.storage.Documents;
import io.stoa.storage.Storage;
import io.stoa.xml.Element;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Records when a session ends, with the status of its unavailable presence (XEP-0012 §3), and when
 * it began. The status waits on the session meanwhile, so that there is one write for each session.
 * Thread-safe.
 */
@Component
public final class DepartureListener implements SessionListener, AccountListener {

    private static final Session.Key<String> STATUS =
            new Session.Key<>("info.last.status", String.class);

    private final Documents<Departure> departures;
    private final Clock clock;

    /** Opens the store. */
    @Activate
    public DepartureListener(@Reference(policyOption = GREEDY) Storage storage) {
        this(storage, Clock.systemUTC());
    }

    DepartureListener(Storage storage, Clock clock) {
        this.departures = storage.documents(Departure.STORE);
        this.clock = clock;
    }

    @Override
    public void on(SessionEvent event) {
        switch (event) {
            case SessionEvent.Unavailable(Session session, Presence presence) ->
                    // one without words may be the server's own, at the end of a stream
                    status(presence).ifPresent(status -> session.put(STATUS, status));
            case SessionEvent.Available available -> available.session().remove(STATUS);
            case SessionEvent.Closed(Session session) -> closed(session);
            case SessionEvent.Bound bound -> {}
            case SessionEvent.Detached detached -> {}
            case SessionEvent.Resumed resumed -> {}
        }
    }

    private void closed(Session session) {
        String status = session.get(STATUS).orElse("");
        Instant now = clock.instant();
        departures.update(
                session.address().bare(),
                earlier -> Optional.of(Departure.after(earlier, session.since(), now, status)));
    }

    @Override
    public void removed(BareJid account) {
        forget(account);
    }

    /** The sessions of a removed account may end when its data is already erased. */
    @Override
    public void created(BareJid account) {
        forget(account);
    }

    private void forget(BareJid account) {
        departures.update(account, earlier -> Optional.empty());
    }

    private static Optional<String> status(Presence presence) {
        return presence.payload(Stanza.CLIENT, "status").map(Element::text);
    }
}
