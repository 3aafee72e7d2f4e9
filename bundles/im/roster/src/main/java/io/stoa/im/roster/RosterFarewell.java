package io.stoa.im.roster;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.auth.AccountListener;
import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.time.Duration;
import java.util.List;

/**
 * Cancels the subscriptions of an account that is removed, as if it had removed its items one by
 * one (RFC 6121 §2.5.2), so that its contacts do not keep a stale one. Thread-safe.
 */
@Component
public final class RosterFarewell implements AccountListener {

    private final RosterBook book;
    private final Farewell farewell;
    private final StanzaBus bus;
    private final Schedule schedule;

    /** Takes what it needs. */
    @Activate
    public RosterFarewell(
            @Reference(policyOption = GREEDY) RosterBook book,
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) StanzaBus bus,
            @Reference(policyOption = GREEDY) Schedule schedule) {
        this.book = book;
        this.farewell = new Farewell(sessions);
        this.bus = bus;
        this.schedule = schedule;
    }

    /**
     * Says farewell to every contact. What to say is known now; it is said by another thread, for
     * an account may be removed inside a leg (XEP-0077 §3.2).
     */
    @Override
    public void removing(BareJid account) {
        List<Presence> stanzas =
                book.items(account).stream()
                        .flatMap(item -> farewell.to(item, account).stream())
                        .toList();
        if (!stanzas.isEmpty()) {
            schedule.after(Duration.ZERO, () -> stanzas.forEach(bus::send));
        }
    }

    @Override
    public void removed(BareJid account) {
        book.forget(account);
    }
}
