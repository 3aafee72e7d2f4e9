package io.stoa.testkit;

import io.stoa.bus.Context;
import io.stoa.bus.Leg;
import io.stoa.jid.BareJid;
import io.stoa.session.Session;
import io.stoa.stanza.Stanza;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A passage that records what is sent. Not thread-safe. */
public final class TestContext implements Context {

    private final Leg leg;
    private final BareJid self;
    private final Optional<Session> session;
    private final List<Stanza> sent = new ArrayList<>();

    /** Makes a passage of a stanza that came from one of our sessions, or not. */
    public TestContext(Leg leg, BareJid self, Optional<Session> session) {
        this.leg = leg;
        this.self = self;
        this.session = session;
    }

    /** Makes a passage on which the server acts for the sender, from its session. */
    public static TestContext sent(Session session) {
        return new TestContext(Leg.SENT, session.address().bare(), Optional.of(session));
    }

    /** Makes a passage on which the server acts for the recipient, from somebody else. */
    public static TestContext received(BareJid self) {
        return new TestContext(Leg.RECEIVED, self, Optional.empty());
    }

    /** Makes a passage on which the server acts for the recipient, from one of our sessions. */
    public static TestContext received(BareJid self, Session from) {
        return new TestContext(Leg.RECEIVED, self, Optional.of(from));
    }

    @Override
    public Leg leg() {
        return leg;
    }

    @Override
    public BareJid self() {
        return self;
    }

    @Override
    public Optional<Session> session() {
        return session;
    }

    @Override
    public void send(Stanza stanza) {
        sent.add(stanza);
    }

    /** Returns what was sent, in order. */
    public List<Stanza> sent() {
        return List.copyOf(sent);
    }
}
