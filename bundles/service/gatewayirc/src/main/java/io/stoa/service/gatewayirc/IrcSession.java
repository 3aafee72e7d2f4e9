package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.PresenceType;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One account's session in one network, for all its devices: there while one of them is in a
 * channel. A network that goes is tried again, later and later, and its channels entered again.
 * Thread-safe.
 */
final class IrcSession {

    /** Everything a session needs of the gateway. */
    record Needs(Schedule schedule, Consumer<Stanza> tell, Duration pace, int channels) {}

    private static final Duration LINGER = Duration.ofSeconds(3);
    private static final int DEVICES = 50;
    private static final int ATTEMPTS = 8;
    private static final int LONGEST_WAIT = 60;

    final BareJid account;
    final NetworkSpec network;
    private final Needs needs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Hearing hearing;
    private String nick;
    private @Nullable Link link;
    private boolean registered;
    private int failures;
    // what an earlier connection tells is not of this one
    private int attempt;
    private boolean begun;

    IrcSession(BareJid account, NetworkSpec network, String nick, Needs needs) {
        this.account = account;
        this.network = network;
        this.nick = nick;
        this.needs = needs;
        this.hearing = new Hearing(this);
    }

    private <T> T locked(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }

    // ── what devices do ──

    /** Enters a channel, or changes the nickname of a device that is in it. */
    void enter(FullJid device, FullJid occupant, String name, String key) {
        lock.lock();
        try {
            String wanted = occupant.resource();
            Channel known = channels.get(Words.folded(name));
            if (known != null && known.has(device) && !wanted.equals(nick)) {
                hearing.renames(device, occupant);
                say("NICK " + wanted);
                return;
            }
            Channel channel = known == null ? added(occupant.bare(), name, key) : known;
            if (channel.devices() >= DEVICES) {
                throw new StanzaException(Condition.RESOURCE_CONSTRAINT);
            }
            channel.enter(device, wanted, nick);
            if (!begun) {
                begin(Duration.ZERO);
            } else if (known == null && registered) {
                say(join(channel));
            }
        } finally {
            lock.unlock();
        }
    }

    private Channel added(BareJid room, String name, String key) {
        if (channels.size() >= needs.channels()) {
            throw new StanzaException(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "in too many channels"));
        }
        Channel channel = new Channel(room, name, key, needs.tell());
        channels.put(Words.folded(name), channel);
        return channel;
    }

    private static String join(Channel channel) {
        return "JOIN " + channel.name + (channel.key.isEmpty() ? "" : " " + channel.key);
    }

    /** Leaves a channel; the account with its last device. */
    void leave(FullJid device, String name) {
        lock.lock();
        try {
            channel(name).filter(it -> it.leave(device, nick)).ifPresent(this::part);
        } finally {
            lock.unlock();
        }
    }

    /** A device is gone from everywhere. */
    void gone(FullJid device) {
        lock.lock();
        try {
            for (Channel channel : List.copyOf(channels.values())) {
                if (channel.leave(device, nick)) {
                    part(channel);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void part(Channel channel) {
        if (channel.isEmpty() && channels.remove(Words.folded(channel.name), channel)) {
            Link present = link;
            if (present != null && registered) {
                present.say(List.of("PART " + channel.name));
            }
            if (channels.isEmpty()) {
                linger();
            }
        }
    }

    /** Says something to all in a channel. */
    void say(FullJid device, String name, Message message) {
        lock.lock();
        try {
            Channel channel = inside(device, name);
            speak(name, message.body());
            hearing.spoke(name, device, message);
            channel.echo(message, nick);
        } finally {
            lock.unlock();
        }
    }

    void topic(FullJid device, String name, Message message, String topic) {
        lock.lock();
        try {
            inside(device, name);
            hearing.spoke(name, device, message);
            say(IrcLine.of("TOPIC", name, topic));
        } finally {
            lock.unlock();
        }
    }

    /** Says something to one. */
    void whisper(String to, String body) {
        lock.lock();
        try {
            speak(to, body);
        } finally {
            lock.unlock();
        }
    }

    private Channel inside(FullJid device, String name) {
        Channel channel =
                channel(name)
                        .filter(it -> it.has(device))
                        .orElseThrow(() -> new StanzaException(Condition.NOT_ACCEPTABLE));
        if (!channel.isJoined()) {
            throw new StanzaException(
                    StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "the network is away"));
        }
        return channel;
    }

    private void speak(String to, String body) {
        // the server puts our prefix before it: nick!user@host, RFC 2812 §2.3
        int bytes = 512 - 2 - "PRIVMSG  ::!@ ".length() - 2 * 64 - to.length() - nick.length();
        List<String> pieces = Words.pieces(body, Math.max(100, bytes));
        if (pieces.size() > 30) {
            throw new StanzaException(
                    StanzaError.of(Condition.POLICY_VIOLATION, "too many lines for IRC"));
        }
        lines(pieces.stream().map(it -> IrcLine.of("PRIVMSG", to, it)).toList());
    }

    /** Kicks somebody (§8.2), and bans it before (§9.1); only who may. */
    void kick(FullJid device, String name, String who, boolean ban, String reason) {
        lock.lock();
        try {
            Channel channel = inside(device, name);
            if (!channel.member(nick).role().equals(Role.MODERATOR)) {
                throw new StanzaException(Condition.FORBIDDEN);
            }
            if (!channel.isThere(who)) {
                throw new StanzaException(Condition.ITEM_NOT_FOUND);
            }
            if (ban) {
                say("MODE " + name + " +b " + who + "!*@*");
            }
            say(IrcLine.of("KICK", name, who, reason));
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a device is in a channel under this nickname (XEP-0410 §3.2). */
    boolean isIn(FullJid device, String name, String as) {
        return locked(
                () ->
                        as.equals(nick)
                                && channel(name)
                                        .filter(it -> it.has(device) && it.isJoined())
                                        .isPresent());
    }

    boolean isIdle() {
        return locked(() -> channels.isEmpty() && link == null);
    }

    private void say(String line) {
        lines(List.of(line));
    }

    private void lines(List<String> lines) {
        Link present = link;
        if (present == null || !registered) {
            throw new StanzaException(
                    StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "the network is away"));
        }
        if (!present.say(lines)) {
            throw new StanzaException(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too much waits to be said"));
        }
    }

    // ── the connection ──

    private void begin(Duration when) {
        begun = true;
        attempt++;
        int mine = attempt;
        needs.schedule().after(when, () -> run(mine));
    }

    private void run(int mine) {
        StanzaError why = StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "the network has gone");
        try (Link opened = Link.open(network, needs.schedule(), needs.pace())) {
            if (attach(opened, mine)) {
                opened.read(line -> heard(line, mine));
            }
        } catch (IOException failure) {
            why = Refusals.of(failure);
        } finally {
            lost(why, mine);
        }
    }

    private boolean attach(Link opened, int mine) {
        return locked(
                () -> {
                    if (mine != attempt) {
                        return false;
                    }
                    link = opened;
                    opened.now("CAP LS 302");
                    opened.now("NICK " + nick);
                    opened.now(IrcLine.of("USER", "stoa", "0", "*", account.local()));
                    return true;
                });
    }

    private void heard(IrcLine line, int mine) {
        lock.lock();
        try {
            if (mine == attempt) {
                hearing.hear(line);
            }
        } finally {
            lock.unlock();
        }
    }

    private void lost(StanzaError why, int mine) {
        lock.lock();
        try {
            if (mine != attempt) {
                return;
            }
            link = null;
            registered = false;
            failures++;
            for (Channel channel : List.copyOf(channels.values())) {
                channel.refuse(why);
                channel.interrupt(nick, why.text());
                if (channel.isEmpty()) {
                    channels.remove(Words.folded(channel.name));
                }
            }
            if (channels.isEmpty()) {
                begun = false;
                failures = 0;
            } else if (failures > ATTEMPTS) {
                end(why, 333);
            } else {
                begin(Duration.ofSeconds(Math.min(LONGEST_WAIT, 1L << (failures - 1))));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it: who is in a channel is out, who waits is refused. */
    void end(StanzaError why, int code) {
        lock.lock();
        try {
            for (Channel channel : channels.values()) {
                channel.refuse(why);
                channel.out(nick, Faces.item(Affiliation.NONE, Role.NONE), why.text(), 110, code);
            }
            channels.clear();
            close(why.text());
        } finally {
            lock.unlock();
        }
    }

    /** Whoever was kicked, or left, may be back at once, and would be in its own way. */
    private void linger() {
        int mine = attempt;
        needs.schedule().after(LINGER, () -> leaveNetwork(mine));
    }

    private void leaveNetwork(int mine) {
        lock.lock();
        try {
            if (mine == attempt && channels.isEmpty()) {
                close("leaving");
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it at once: what is scheduled may not happen any more. */
    void stop() {
        lock.lock();
        try {
            Link present = link;
            end(StanzaError.of(Condition.SERVICE_UNAVAILABLE, "the gateway stops"), 332);
            if (present != null) {
                present.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void close(String why) {
        // a device that comes back begins anew
        begun = false;
        attempt++;
        registered = false;
        failures = 0;
        Link present = link;
        link = null;
        if (present != null) {
            needs.schedule()
                    .after(
                            Duration.ZERO,
                            () -> {
                                present.now(IrcLine.of("QUIT", why));
                                present.close();
                            });
        }
    }

    // ── for Hearing, under the lock ──

    String domain() {
        return "irc." + account.domain();
    }

    String nick() {
        return nick;
    }

    void nick(String now) {
        nick = now;
    }

    boolean isRegistered() {
        return registered;
    }

    boolean isReturning() {
        return failures > 0;
    }

    void answer(String line) {
        Link present = link;
        if (present != null) {
            present.now(line);
        }
    }

    void welcomed(String name) {
        nick = name;
        registered = true;
        failures = 0;
        Link present = link;
        if (present != null) {
            present.say(channels.values().stream().map(IrcSession::join).toList());
        }
    }

    Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(Words.folded(name)));
    }

    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    void drop(Channel channel) {
        channels.remove(Words.folded(channel.name), channel);
        if (channels.isEmpty()) {
            linger();
        }
    }

    void tell(Stanza stanza) {
        needs.tell().accept(stanza);
    }

    void error(FullJid device, FullJid occupant, StanzaError error) {
        tell(Presence.of(PresenceType.AVAILABLE).withFrom(device).withTo(occupant).toError(error));
    }
}
