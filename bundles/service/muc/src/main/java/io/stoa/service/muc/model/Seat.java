package io.stoa.service.muc.model;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Role;
import io.stoa.stanza.Presence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who sits in a room under a nickname: an account with one or more sessions (XEP-0045 §7.2.8). Not
 * thread-safe.
 */
public final class Seat {

    private final BareJid account;
    private final LinkedHashMap<FullJid, Presence> sessions = new LinkedHashMap<>();
    private final Pace pace;
    private FullJid address;
    private Role role;
    private FullJid shownBy;
    // what others see, made when first needed: with and without the real address
    private Optional<Presence> open = Optional.empty();
    private Optional<Presence> veiled = Optional.empty();
    private int age;

    /** Seats a session. */
    public Seat(FullJid address, FullJid session, Presence presence, Role role, Pace pace) {
        this.address = address;
        this.account = session.bare();
        this.role = role;
        this.shownBy = session;
        this.sessions.put(session, presence);
        this.pace = pace;
    }

    /** Returns the occupant JID. */
    public FullJid address() {
        return address;
    }

    /** Returns the nickname. */
    public String nick() {
        return address.resource();
    }

    /** Returns whose it is. */
    public BareJid account() {
        return account;
    }

    /** Returns the role. */
    public Role role() {
        return role;
    }

    /** Changes the role. */
    public void role(Role other) {
        role = other;
        forget();
    }

    /** Changes the nickname. */
    void address(FullJid other) {
        address = other;
        forget();
    }

    /** Returns the sessions in the order in which they came. */
    public List<FullJid> sessions() {
        return new ArrayList<>(sessions.keySet());
    }

    /** Returns the sessions and what each of them has said of itself. */
    public Map<FullJid, Presence> presences() {
        return sessions;
    }

    /** Tells whether a session sits here. */
    public boolean has(FullJid session) {
        return sessions.containsKey(session);
    }

    /** Takes a session's presence, which is what is shown from now on. */
    public void put(FullJid session, Presence presence) {
        sessions.put(session, presence);
        shownBy = session;
        forget();
    }

    /** Lets a session go; false when it was the last. */
    boolean remove(FullJid session) {
        sessions.remove(session);
        if (!sessions.isEmpty() && shownBy.equals(session)) {
            shownBy = sessions.sequencedKeySet().getLast();
        }
        forget();
        return !sessions.isEmpty();
    }

    /** Returns the session whose presence is shown. */
    public FullJid shownBy() {
        return shownBy;
    }

    /** Returns the presence that is shown, as its client has sent it. */
    public Presence raw() {
        return sessions.getOrDefault(shownBy, sessions.sequencedValues().getLast());
    }

    /** Returns what was made for others to see. */
    public Optional<Presence> look(boolean withAddress) {
        return withAddress ? open : veiled;
    }

    /** Keeps what others see until something changes. */
    public void look(boolean withAddress, Presence presence) {
        if (withAddress) {
            open = Optional.of(presence);
        } else {
            veiled = Optional.of(presence);
        }
    }

    /** Forgets what others see if it was made in another age. */
    public void age(int now) {
        if (age != now) {
            age = now;
            forget();
        }
    }

    /** Forgets what others see: something has changed. */
    public void forget() {
        open = Optional.empty();
        veiled = Optional.empty();
    }

    /** Tells whether it may say something now. */
    public boolean maySpeak(Instant now) {
        return pace.messages().take(now);
    }

    /** Tells whether it may take another nickname now. */
    public boolean mayRename(Instant now) {
        return pace.nicks().take(now);
    }

    /** Returns the occupant as others know it. */
    public Occupant occupant(Affiliation affiliation) {
        return new Occupant(address, account, sessions(), affiliation, role);
    }
}
