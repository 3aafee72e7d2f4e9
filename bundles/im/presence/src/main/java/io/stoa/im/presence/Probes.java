package io.stoa.im.presence;

import io.stoa.bus.Context;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import java.util.List;
import java.util.Optional;

/** Answers presence probes (RFC 6121 §4.3.2, §4.6.6). Thread-safe. */
final class Probes {

    private final Rosters rosters;
    private final Resources resources;
    private final DirectedPresence directed;
    private final LastPresence last;

    Probes(Rosters rosters, Resources resources, DirectedPresence directed, LastPresence last) {
        this.rosters = rosters;
        this.resources = resources;
        this.directed = directed;
        this.last = last;
    }

    void answer(Presence probe, Jid prober, Context context) {
        BareJid self = context.self();
        Jid asked = probe.to().orElse(self);
        Optional<RosterItem> item = rosters.item(self, prober.bare());
        if (prober.bare().equals(self) || item.filter(it -> it.subscription().from()).isPresent()) {
            answerSubscriber(probe, prober, asked, context);
            return;
        }
        // §4.6.6: mere presence for who got it directly
        List<Session> shown =
                resources.named(asked).stream()
                        .filter(session -> directed.reached(session, prober))
                        .toList();
        for (Session session : shown) {
            context.send(mere(PresenceType.AVAILABLE, session.address(), prober));
        }
        // Rule 1. A request that waits for its answer would be denied by it, hence the exception.
        if (shown.isEmpty() && item.filter(it -> it.pendingIn().isPresent()).isEmpty()) {
            context.send(mere(PresenceType.UNSUBSCRIBED, self, prober.bare()).withId(probe.id()));
        }
    }

    private void answerSubscriber(Presence probe, Jid prober, Jid asked, Context context) {
        if (asked instanceof FullJid full) {
            // only that resource, and only that it is there
            boolean there =
                    resources.named(full).stream().anyMatch(it -> it.presence().isPresent());
            context.send(
                    there
                            ? mere(PresenceType.AVAILABLE, full, prober)
                            : mere(PresenceType.UNAVAILABLE, full, prober).withId(probe.id()));
            return;
        }
        List<Presence> current = resources.current(context.self()).toList();
        if (current.isEmpty()) {
            // rule 3; §4.3.2.1: with the id of the probe
            context.send(last.of(context.self()).withTo(prober).withId(probe.id()));
        } else {
            // rule 4
            current.forEach(presence -> context.send(presence.withTo(prober)));
        }
    }

    private static Presence mere(PresenceType type, Jid from, Jid to) {
        return Presence.of(type).withFrom(from).withTo(to);
    }
}
