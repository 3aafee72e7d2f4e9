package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;
import io.stoa.bus.StanzaBus;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.room.Channel;
import io.stoa.service.gatewayirc.room.Faces;
import io.stoa.service.gatewayirc.room.State;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Link;
import io.stoa.service.gatewayirc.wire.NetworkSpec;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One account's session in one network, for all its devices: there while one of them is in a
 * channel. A network that goes is tried again, later and later, and its channels entered again.
 * Thread-safe.
 */
final class IrcSession implements Uplink.Owner {

    /**
     * Everything a session needs of the gateway.
     *
     * @param login reads how an account logs in to a network; may block
     * @param limits as they are configured at the moment
     * @param again is told the network's name when it is tried again
     */
    record Needs(
            Schedule schedule,
            StanzaBus bus,
            BiFunction<BareJid, String, Login> login,
            Supplier<Limits> limits,
            Consumer<String> again) {}

    /**
     * How much a session may do.
     *
     * @param channels in how many channels it may be
     */
    record Limits(Link.Speed speed, int channels) {}

    private static final Duration LINGER = Duration.ofSeconds(3);
    private static final int DEVICES = 50;
    private static final int MEMBERS = 50_000;
    // at a minute each, about an hour
    private static final int ATTEMPTS = 60;

    final BareJid account;
    final NetworkSpec network;
    private final Needs needs;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Set<FullJid> away = new HashSet<>();
    private final Told told;
    private final Uplink uplink;
    private final Hearing hearing;
    private final Talk talk;
    private final Channel.Owner owner;
    private String nick;

    IrcSession(BareJid account, NetworkSpec network, String nick, Needs needs) {
        this.account = account;
        this.network = network;
        this.nick = nick;
        this.needs = needs;
        this.told = new Told(needs.bus(), needs.schedule());
        this.hearing = new Hearing(this);
        this.talk = new Talk(this, hearing);
        this.owner = new Channel.Owner(told::add, new AtomicInteger(MEMBERS), hearing::folded);
        this.uplink =
                new Uplink(
                        lock,
                        network,
                        needs,
                        () -> needs.login().apply(account, network.name()),
                        this);
    }

    // ── from one version of the bundle to the next ──

    /** Carries a session on: with its connection, or else with another. */
    static IrcSession of(Parked parked, NetworkSpec network, Needs needs) {
        IrcSession session = new IrcSession(parked.account(), network, parked.nick(), needs);
        session.locked(() -> session.resume(parked));
        return session;
    }

    private void resume(Parked parked) {
        // which names are the same, before anything is found by its name
        hearing.restore(State.map(parked.state(), Parked.HEARING));
        for (Object one : parked.channels()) {
            Channel channel = Channel.of((Map<?, ?>) one, owner);
            channels.put(hearing.folded(channel.name), channel);
        }
        State.list(parked.state(), Parked.AWAY).forEach(it -> away.add((FullJid) it));
        if (parked.link().isPresent()) {
            uplink.resume(parked.link().get());
            hearing.resume();
            if (channels.isEmpty()) {
                uplink.later(LINGER, this::leaveNetwork);
            }
        } else if (!channels.isEmpty()) {
            channels().forEach(it -> it.interrupt(nick, "the network has gone"));
            uplink.begin();
        }
    }

    /** Its limits are others now. */
    void limit() {
        locked(uplink::limit);
    }

    /** Prepares to give the session away. */
    void prepare() {
        locked(uplink::prepare);
    }

    /**
     * Gives the session away.
     *
     * @param until the value of {@link System#nanoTime} until which to wait for the network
     */
    Parked give(long until) {
        Optional<Map<String, Object>> link = uplink.give(until);
        told.send();
        return locked(
                () -> {
                    Map<String, Object> state = new HashMap<>();
                    state.put(Parked.ACCOUNT, account);
                    state.put(Parked.NETWORK, network.toString());
                    state.put(Parked.NICK, nick);
                    state.put(Parked.CHANNELS, channels().stream().map(Channel::state).toList());
                    state.put(Parked.HEARING, hearing.state());
                    state.put(Parked.AWAY, List.copyOf(away));
                    link.ifPresent(it -> state.put(Parked.LINK, it));
                    return new Parked(state);
                });
    }

    /** Does something under the lock, and then sends what devices are told of it. */
    private <T> T locked(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
            told.sendSoon();
        }
    }

    private void locked(Runnable what) {
        locked(
                () -> {
                    what.run();
                    return true;
                });
    }

    // ── what devices do ──

    /**
     * Enters a channel, or changes the nickname of a device that is in it.
     *
     * @param asked what the device has sent to the occupant that it wants to be
     * @param key the channel's password, or ""
     */
    void enter(Presence asked, String name, String key) {
        locked(
                () -> {
                    FullJid device = (FullJid) asked.from().orElseThrow();
                    FullJid occupant = (FullJid) asked.to().orElseThrow();
                    String wanted = occupant.resource();
                    Optional<Channel> known = channel(name);
                    if (known.filter(it -> it.devices().has(device)).isPresent()
                            && !wanted.equals(nick)) {
                        hearing.complaints().renames(asked);
                        uplink.say(List.of("NICK " + wanted));
                        return;
                    }
                    Channel channel = known.orElseGet(() -> added(occupant.bare(), name, key));
                    if (channel.devices().count() >= DEVICES) {
                        throw new StanzaException(Condition.RESOURCE_CONSTRAINT);
                    }
                    channel.enter(device, asked, nick);
                    uplink.begin();
                    if (known.isEmpty() && uplink.isRegistered()) {
                        uplink.say(List.of(joining(channel)));
                    }
                });
    }

    private Channel added(BareJid room, String name, String key) {
        if (channels.size() >= needs.limits().get().channels()) {
            throw new StanzaException(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "in too many channels"));
        }
        Channel channel = new Channel(room, name, key, owner);
        channels.put(hearing.folded(name), channel);
        return channel;
    }

    private static String joining(Channel channel) {
        return "JOIN " + channel.name + (channel.key.isEmpty() ? "" : " " + channel.key);
    }

    /** Leaves a channel; the account with its last device. */
    void leave(FullJid device, String name) {
        locked(() -> channel(name).filter(it -> it.leave(device, nick)).ifPresent(this::part));
    }

    /** A device is gone from everywhere. */
    void gone(FullJid device) {
        locked(
                () -> {
                    away.remove(device);
                    channels().stream().filter(it -> it.leave(device, nick)).forEach(this::part);
                });
    }

    private void part(Channel channel) {
        if (channel.devices().isEmpty()) {
            if (uplink.isRegistered()) {
                uplink.sayAnyway("PART " + channel.name);
            }
            drop(channel);
        }
    }

    /** Says something to all in a channel. */
    void say(FullJid device, String name, Message message) {
        locked(() -> talk.say(device, name, message));
    }

    void topic(FullJid device, String name, Message message, String topic) {
        locked(() -> talk.topic(device, name, message, topic));
    }

    /**
     * Says something to one.
     *
     * @param room the channel as whose occupant the other was addressed, if so
     */
    void whisper(String to, String body, Optional<String> room) {
        locked(() -> talk.whisper(to, body, room));
    }

    /** Kicks somebody (§8.2), and bans it before (§9.1); only who may. */
    void kick(FullJid device, String name, Queries.Kick kick) {
        locked(() -> talk.kick(device, name, kick));
    }

    /** How a device is; the account is away while all that are in channels are. */
    void shows(FullJid device, boolean isAway, String why) {
        locked(
                () -> {
                    boolean before = isAway();
                    if (isAway) {
                        away.add(device);
                    } else {
                        away.remove(device);
                    }
                    if (before != isAway() && uplink.isRegistered()) {
                        uplink.sayAnyway(
                                isAway()
                                        ? IrcLine.of("AWAY", why.isEmpty() ? "away" : why)
                                        : "AWAY");
                    }
                });
    }

    private boolean isAway() {
        return !away.isEmpty()
                && channels.values().stream()
                        .allMatch(it -> away.containsAll(it.devices().inside()));
    }

    /** Tells whether a device is in a channel under this nickname (XEP-0410 §3.2). */
    boolean isIn(FullJid device, String name, String as) {
        return locked(
                () ->
                        as.equals(nick)
                                && channel(name)
                                        .filter(it -> it.devices().has(device) && it.isJoined())
                                        .isPresent());
    }

    /** Who is in a channel (XEP-0045 §6.5); nobody for who is not in it. */
    List<FullJid> occupants(FullJid device, String name) {
        return locked(
                () ->
                        channel(name).stream()
                                .filter(it -> it.devices().has(device))
                                .flatMap(it -> it.occupants().stream())
                                .toList());
    }

    int channelCount() {
        return locked(() -> channels.size());
    }

    boolean isIdle() {
        return locked(() -> channels.isEmpty() && !uplink.isUp());
    }

    boolean isUp() {
        return locked(uplink::isRegistered);
    }

    // ── what the uplink tells, under the lock ──

    @Override
    public List<String> greeting(Login login) {
        return hearing.greet(login, account.local());
    }

    @Override
    public void heard(IrcLine line) {
        hearing.hear(line);
    }

    @Override
    public void rest() {
        told.send();
    }

    @Override
    public void lost(StanzaError why) {
        for (Channel channel : channels()) {
            channel.devices().refuse(why);
            channel.interrupt(nick, why.text());
            if (channel.devices().isEmpty()) {
                channels.remove(hearing.folded(channel.name));
            }
        }
        if (channels.isEmpty()) {
            uplink.idle();
        } else if (uplink.failures() > ATTEMPTS) {
            refused(why);
        } else {
            needs.again().accept(network.name());
            uplink.again();
        }
    }

    /** §15.6.2, status 333: who is in a channel is out, who waits is refused. */
    @Override
    public void refused(StanzaError why) {
        for (Channel channel : channels.values()) {
            channel.devices().refuse(why);
            channel.out(nick, Faces.none(), why.text(), 110, 333);
            channel.forget();
        }
        channels.clear();
        uplink.leave(why.text());
    }

    // ── for Hearing, under the lock ──

    String domain() {
        return "irc." + account.domain();
    }

    String nick() {
        return nick;
    }

    /** The form in which names that are the same for the network are equal. */
    String folded(String name) {
        return hearing.folded(name);
    }

    void nick(String now) {
        nick = now;
    }

    Uplink uplink() {
        return uplink;
    }

    /** Other names than before are the same; whoever is in two channels that now are one is out. */
    void foldAgain() {
        List<Channel> all = channels();
        channels.clear();
        for (Channel channel : all) {
            channel.foldAgain();
            if (channels.putIfAbsent(hearing.folded(channel.name), channel) != null) {
                StanzaError why = StanzaError.of(Condition.CONFLICT, "one channel by two names");
                channel.devices().refuse(why);
                channel.out(nick, Faces.none(), why.text(), 110, 333);
                channel.forget();
            }
        }
    }

    /** Enters all channels that devices want. */
    void joinAll() {
        for (Channel channel : channels.values()) {
            if (!channel.isJoined()) {
                join(channel);
            }
        }
        if (isAway()) {
            uplink.sayAnyway(IrcLine.of("AWAY", "away"));
        }
    }

    void join(Channel channel) {
        uplink.sayAnyway(joining(channel));
    }

    Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(hearing.folded(name)));
    }

    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    /** Nobody is in a channel any more. Whoever was kicked, or left, may be back at once. */
    void drop(Channel channel) {
        channel.forget();
        channels.remove(hearing.folded(channel.name), channel);
        if (channels.isEmpty()) {
            uplink.later(LINGER, this::leaveNetwork);
        }
    }

    private void leaveNetwork() {
        if (channels.isEmpty() && uplink.isBusy()) {
            uplink.later(LINGER, this::leaveNetwork);
        } else if (channels.isEmpty()) {
            uplink.leave("leaving");
        }
    }

    void tell(Stanza stanza) {
        told.add(stanza);
    }

    /** Tells whether so much waits to be told that no device should cause more. */
    boolean isFull() {
        return told.isFull();
    }

    /** Somebody of the network, in its domain. */
    Optional<BareJid> person(String who) {
        return Addresses.person(who, network.name(), domain());
    }
}
