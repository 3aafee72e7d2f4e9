package io.stoa.im.blocking;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.bus.Context;
import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the contacts among those who are blocked or unblocked see of it, and what is forgotten of
 * them (XEP-0191 §3.3, §3.4). Subscriptions stay: §5 recommends to block politely. Without {@code
 * im/roster} nobody is shown presence, and nothing is to be done. Thread-safe; blocks.
 */
@Component(service = Contacts.class)
public final class Contacts {

    /** Who knows the subscriptions, if anybody does. */
    @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
    volatile @Nullable Rosters rosters;

    private final Sessions sessions;
    private final Farewells farewells;

    /** Takes the sessions. */
    @Activate
    public Contacts(
            @Reference(policyOption = GREEDY) Sessions sessions,
            @Reference(policyOption = GREEDY) Farewells farewells) {
        this.sessions = sessions;
        this.farewells = farewells;
    }

    /** Contacts that were blocked a moment ago see the account go. */
    void blocked(BareJid account, Set<Jid> jids, BlockList before, Context context) {
        Rosters known = rosters;
        if (known == null) {
            return;
        }
        for (RosterItem item : known.items(account)) {
            for (Jid seen : addresses(item.contact(), jids)) {
                if (!before.blocks(seen) && item.subscription().from()) {
                    current(account)
                            .forEach(
                                    it ->
                                            context.send(
                                                    farewells.say(it.from().orElseThrow(), seen)));
                }
            }
            forgetRequest(known, account, item, jids);
        }
    }

    /** A request that waits for its answer is a stanza from somebody who is blocked now. */
    private static void forgetRequest(
            Rosters known, BareJid account, RosterItem item, Set<Jid> jids) {
        if (item.pendingIn().isPresent() && BlockList.of(jids).blocks(item.contact())) {
            known.update(
                    account, item.contact(), it -> it.map(now -> now.pendingIn(Optional.empty())));
        }
    }

    /** Contacts that are blocked no more see the account come, and it asks for their presence. */
    void unblocked(BareJid account, Set<Jid> jids, BlockList after, Context context) {
        Rosters known = rosters;
        List<Presence> current = current(account).toList();
        if (known == null || current.isEmpty()) {
            return;
        }
        for (RosterItem item : known.items(account)) {
            List<Jid> seen =
                    addresses(item.contact(), jids).stream()
                            .filter(it -> !after.blocks(it))
                            .toList();
            if (item.subscription().from()) {
                seen.forEach(to -> current.forEach(it -> context.send(it.withTo(to))));
            }
            if (item.subscription().to() && !seen.isEmpty()) {
                // what the contact has said meanwhile was dropped (RFC 6121 §4.3.1)
                context.send(
                        Presence.of(PresenceType.PROBE).withFrom(account).withTo(item.contact()));
            }
        }
    }

    /** The addresses of a contact that items mean: the contact itself, or some of its resources. */
    private static List<Jid> addresses(BareJid contact, Set<Jid> jids) {
        if (jids.contains(contact) || jids.contains(BareJid.ofDomain(contact.domain()))) {
            return List.of(contact);
        }
        List<Jid> resources = new ArrayList<>(0);
        for (Jid jid : jids) {
            if (jid instanceof FullJid full && full.bare().equals(contact)) {
                resources.add(full);
            }
        }
        return resources;
    }

    private Stream<Presence> current(BareJid account) {
        return sessions.of(account).stream().map(Contacts::current).flatMap(Optional::stream);
    }

    private static Optional<Presence> current(Session session) {
        return session.presence().map(it -> it.withFrom(session.address()));
    }
}
