package io.stoa.im.presence;

import io.stoa.im.RosterItem;
import io.stoa.im.Rosters;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;
import io.stoa.stanza.Presence;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Rosters in memory; every resource is an interested one. Not thread-safe. */
final class FakeRosters implements Rosters {

    private final Map<BareJid, SortedMap<String, RosterItem>> rosters = new HashMap<>();
    private final Sessions sessions;

    FakeRosters(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public List<RosterItem> items(BareJid account) {
        return List.copyOf(roster(account).values());
    }

    @Override
    public Optional<RosterItem> item(BareJid account, BareJid contact) {
        return Optional.ofNullable(roster(account).get(contact.toString()));
    }

    @Override
    public Optional<RosterItem> update(
            BareJid account,
            BareJid contact,
            UnaryOperator<Optional<RosterItem>> change,
            Presence... notices) {
        Optional<RosterItem> before = item(account, contact);
        Optional<RosterItem> after =
                change.apply(before).filter(it -> it.listed() || it.pendingIn().isPresent());
        if (!before.equals(after)) {
            after.ifPresentOrElse(
                    it -> roster(account).put(contact.toString(), it),
                    () -> roster(account).remove(contact.toString()));
            for (Session session : sessions.of(account)) {
                List.of(notices).forEach(session::deliver);
            }
        }
        return before;
    }

    void put(BareJid account, RosterItem item) {
        roster(account).put(item.contact().toString(), item);
    }

    private SortedMap<String, RosterItem> roster(BareJid account) {
        return rosters.computeIfAbsent(account, key -> new TreeMap<>());
    }
}
