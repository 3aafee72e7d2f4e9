package io.stoa.testkit;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.session.Session;
import io.stoa.session.Sessions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sessions that a test adds by hand. Not thread-safe. */
public final class TestSessions implements Sessions {

    private final List<Session> sessions = new ArrayList<>();
    private boolean restored = true;

    /** Makes a registry with sessions in it. */
    public TestSessions(Session... initial) {
        sessions.addAll(List.of(initial));
    }

    /** Says whether those of before the process ended are here again. */
    public void restored(boolean are) {
        restored = are;
    }

    /** Adds a session. */
    public void add(Session session) {
        sessions.add(session);
    }

    /** Removes a session. */
    public void remove(Session session) {
        sessions.remove(session);
    }

    @Override
    public Optional<Session> find(FullJid address) {
        return sessions.stream().filter(session -> session.address().equals(address)).findFirst();
    }

    @Override
    public List<Session> of(BareJid account) {
        return sessions.stream()
                .filter(session -> session.address().bare().equals(account))
                .toList();
    }

    @Override
    public List<Session> all() {
        return List.copyOf(sessions);
    }

    @Override
    public int count() {
        return sessions.size();
    }

    @Override
    public boolean restored() {
        return restored;
    }
}
