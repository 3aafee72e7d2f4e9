package io.stoa.service.muc.model;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A room in memory. Everything that happens to it happens in its lane, so it has no locks. Not
 * thread-safe.
 */
public final class LiveRoom {

    /** So many invitations, and requests on their way through the room, are remembered. */
    private static final int REMEMBERED = 500;

    /**
     * A request that an occupant has sent to another through the room (§15.4).
     *
     * @param session whose it is
     * @param id the id that it gave to it
     * @param other the occupant JID that it was sent to
     */
    public record Relayed(FullJid session, String id, FullJid other) {}

    /**
     * Somebody was invited (§7.8.2).
     *
     * @param session whose invitation it was
     * @param id the id of the message with it
     */
    public record Invited(FullJid session, String id) {}

    /** So many are told a minute that their affiliation is another. */
    private static final int TOLD = 20;

    private final BareJid address;
    private final BareJid creator;
    private final History history;
    private final Memberships memberships = new Memberships();
    private final LinkedHashMap<String, Seat> seats = new LinkedHashMap<>();
    private final Map<FullJid, Seat> bySession = new HashMap<>();
    private Settings settings;
    private Optional<Message> subject = Optional.empty();
    private final Recent<BareJid, Invited> invitations = new Recent<>(REMEMBERED);
    private final Recent<BareJid, Instant> asked = new Recent<>(REMEMBERED);
    private final Recent<String, Relayed> relayed = new Recent<>(REMEMBERED);
    private final Voices voices = new Voices();
    private final Bucket told = new Bucket(TOLD, Duration.ofMinutes(1), Instant.EPOCH);
    private List<FullJid> stranded = List.of();
    private boolean locked;

    /** Makes a room without occupants, open to them. */
    public LiveRoom(BareJid address, BareJid creator, Settings settings, Limits limits) {
        this.address = address;
        this.creator = creator;
        this.settings = settings;
        this.history = new History(address, limits.history(), limits.historyBytes());
    }

    /** Returns the address. */
    public BareJid address() {
        return address;
    }

    /** Returns who has created it. */
    public BareJid creator() {
        return creator;
    }

    /** Returns the configuration. */
    public Settings settings() {
        return settings;
    }

    /** Changes the configuration. */
    public void settings(Settings other) {
        settings = other;
        if (!other.moderated()) {
            voices.clear();
        }
        seats.values().forEach(Seat::forget);
    }

    /** Returns the affiliations. */
    public Memberships memberships() {
        return memberships;
    }

    /** Returns an address's affiliation. */
    public Affiliation affiliation(Jid who) {
        return memberships.affiliation(who);
    }

    /** Returns what was said lately. */
    public History history() {
        return history;
    }

    /** Returns the last change of the subject, with its delay. */
    public Optional<Message> subject() {
        return subject;
    }

    /** Keeps the last change of the subject. */
    public void subject(Message change) {
        subject = Optional.of(change);
    }

    /** Tells whether its creator has yet to configure it (§10.1.1). */
    public boolean locked() {
        return locked;
    }

    /** Locks or unlocks it. */
    public void locked(boolean yes) {
        locked = yes;
    }

    /** Returns who was invited lately, and by whom. */
    public Recent<BareJid, Invited> invitations() {
        return invitations;
    }

    /** Tells whether one more who is not here may be written to: owners must not flood others. */
    public boolean mayTell(Instant now) {
        return told.take(now);
    }

    /** Tells whether an account may ask for membership now: not again within an hour. */
    public boolean mayAsk(BareJid account, Instant now) {
        Optional<Instant> last = asked.take(account);
        boolean may = last.filter(it -> it.plus(Duration.ofHours(1)).isAfter(now)).isEmpty();
        asked.put(account, may ? now : last.orElse(now));
        return may;
    }

    /** Returns who comes back to a moderated room with another role than others. */
    public Voices voices() {
        return voices;
    }

    /** Returns the role with which an account enters that is not there yet. */
    public Role entering(BareJid account, Affiliation affiliation) {
        return voices.entering(account, settings.entryRole(affiliation));
    }

    /** An account leaves by itself; in a moderated room its voice is remembered (§5.1). */
    public void leaves(Seat seat) {
        if (settings.moderated()) {
            Role otherwise = settings.entryRole(affiliation(seat.account()));
            voices.left(seat.account(), seat.role(), otherwise);
        }
    }

    /** Returns the requests that are on their way from one occupant to another, by their ids. */
    public Recent<String, Relayed> relayed() {
        return relayed;
    }

    /** Returns who is there, in the order in which they came. */
    public Collection<Seat> seats() {
        return seats.values();
    }

    /** Finds who has a nickname. */
    public Optional<Seat> seat(String nick) {
        return Optional.ofNullable(seats.get(Nicks.key(nick)));
    }

    /** Finds where a session sits. */
    public Optional<Seat> seatOf(Jid session) {
        return session instanceof FullJid full
                ? Optional.ofNullable(bySession.get(full))
                : Optional.empty();
    }

    /** Takes notice who has sat here until the process ended, and cannot know that it did. */
    public void strand(List<FullJid> sessions) {
        stranded = List.copyOf(sessions);
    }

    /** Returns those, once. */
    public List<FullJid> takeStranded() {
        List<FullJid> all = stranded;
        stranded = List.of();
        return all;
    }

    /** Finds all seats of an account. */
    public List<Seat> seatsOf(BareJid account) {
        List<Seat> found = new ArrayList<>();
        for (Seat seat : seats.values()) {
            if (seat.account().equals(account)
                    || (account.local().isEmpty()
                            && seat.account().domain().equals(account.domain()))) {
                found.add(seat);
            }
        }
        return found;
    }

    /** Returns the seats of those in a role. */
    public List<Seat> seats(Role role) {
        return seats.values().stream().filter(seat -> seat.role() == role).toList();
    }

    /** Adds a seat. */
    public void add(Seat seat) {
        seats.put(Nicks.key(seat.nick()), seat);
        seat.sessions().forEach(session -> bySession.put(session, seat));
    }

    /** Adds a session to a seat. */
    public void join(Seat seat, FullJid session, Presence presence) {
        seat.put(session, presence);
        bySession.put(session, seat);
    }

    /** Takes a session from its seat, and the seat with the last one; false when it is gone. */
    public boolean leave(Seat seat, FullJid session) {
        bySession.remove(session);
        if (seat.remove(session)) {
            return true;
        }
        seats.remove(Nicks.key(seat.nick()));
        return false;
    }

    /** Removes a seat with all its sessions. */
    public void remove(Seat seat) {
        seat.sessions().forEach(bySession::remove);
        seats.remove(Nicks.key(seat.nick()));
    }

    /** Changes a nickname; the place in the order is kept no longer. */
    public void rename(Seat seat, FullJid other) {
        seats.remove(Nicks.key(seat.nick()));
        seat.address(other);
        seats.put(Nicks.key(seat.nick()), seat);
    }

    /** Tells whether a seat sees real addresses. */
    public boolean sees(Seat seat) {
        return settings.nonAnonymous() || seat.role() == Role.MODERATOR;
    }
}
