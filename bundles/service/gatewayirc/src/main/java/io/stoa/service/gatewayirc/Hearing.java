package io.stoa.service.gatewayirc;

import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Support;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a network tells a session, and what becomes of it. Used under the session's lock. */
final class Hearing {

    private static final int REMEMBERED = 100;
    private static final int UNDERSCORES = 3;
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration NICKSERV = Duration.ofSeconds(2);

    private final IrcSession session;
    // the last that was said to a channel, for the error that the network may answer
    private final Map<String, Message> spoken = new HashMap<>();
    // to whom something was said as to an occupant of a channel
    private final Map<String, String> whispered = new LinkedHashMap<>();
    private final Echoes echoes = new Echoes();
    private Greeting greeting = new Greeting(Login.NONE);
    private Support support = Support.USUAL;
    // a device that wants another nickname
    private Optional<Presence> renaming = Optional.empty();
    private int underscores;

    Hearing(IrcSession session) {
        this.session = session;
    }

    // ── what devices do ──

    void renames(Presence asked) {
        renaming = Optional.of(asked);
    }

    /** Something was said to a channel that the network may refuse. */
    void awaits(Channel channel, Message message) {
        if (spoken.size() >= REMEMBERED) {
            spoken.clear();
        }
        spoken.put(Words.folded(channel.name), message);
    }

    /**
     * Something was said to a channel, in pieces.
     *
     * @return whether the network will say it back
     */
    boolean awaits(Channel channel, Message message, List<String> pieces) {
        boolean echo = greeting.has(Greeting.ECHO);
        if (echo) {
            echoes.await(Words.folded(channel.name), message, pieces);
        } else {
            awaits(channel, message);
        }
        return echo;
    }

    /** Something was said to one, perhaps as an occupant of a channel. */
    void whispers(String to, Optional<String> room) {
        whispered.remove(Words.folded(to));
        room.ifPresent(it -> whispered.put(Words.folded(to), it));
        if (whispered.size() > REMEMBERED) {
            whispered.remove(whispered.keySet().iterator().next());
        }
    }

    /** A connection begins: what is said first. */
    List<String> greet(Login login, String name) {
        greeting = new Greeting(login);
        support = Support.USUAL;
        echoes.clear();
        spoken.clear();
        return greeting.first(session.nick(), name);
    }

    // ── from one version of the bundle to the next ──

    /** As it is handed over. */
    Map<String, Object> state() {
        return Map.of(
                "spoken", Map.copyOf(spoken),
                "whispered", whispered.entrySet().stream().map(Map.Entry::copyOf).toList(),
                "echoes", echoes.state(),
                "capabilities", List.copyOf(greeting.enabled()),
                "support", support.texts());
    }

    /** Reads what {@link #state} has written. */
    void restore(Map<?, ?> state) {
        Parked.map(state, "spoken")
                .forEach((channel, message) -> spoken.put((String) channel, (Message) message));
        for (Object one : Parked.list(state, "whispered")) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) one;
            whispered.put((String) entry.getKey(), (String) entry.getValue());
        }
        echoes.restore(Parked.list(state, "echoes"));
        greeting.enable(Parked.list(state, "capabilities"));
        support = Support.of(Parked.list(state, "support"));
    }

    // ── what the network tells ──

    void hear(IrcLine line) {
        switch (line.command()) {
            case "PING" -> session.uplink().urgent(IrcLine.of("PONG", line.last()));
            case "CAP" -> greeting.cap(line).forEach(session.uplink()::urgent);
            case "AUTHENTICATE" -> greeting.authenticate(line).forEach(session.uplink()::urgent);
            case "903" -> session.uplink().urgent("CAP END");
            case "001" -> welcome(line);
            case "005" -> support = support.with(line.params());
            case "JOIN" -> join(line);
            case "PART" -> part(line);
            case "QUIT" -> session.channels().forEach(it -> quit(it, line));
            case "KICK" -> on(line, 0, it -> kick(it, line));
            case "NICK" -> nick(line);
            case "MODE" -> on(line, 0, it -> it.modes(after(line), session.nick(), support));
            case "TOPIC" -> on(line, 0, it -> it.topic(Words.plain(line.param(1)), line.nick()));
            case "AWAY" -> away(line);
            case "PRIVMSG", "NOTICE" -> said(line);
            case "ERROR" -> session.uplink().farewell(line.last());
            case "332" -> on(line, 1, it -> it.topic(Words.plain(line.last()), ""));
            case "353" -> on(line, 2, it -> it.names(line.last()));
            case "366" -> on(line, 1, it -> it.namesEnd(session.nick()));
            default -> refused(line);
        }
    }

    private static List<String> after(IrcLine line) {
        return line.params().subList(Math.min(1, line.params().size()), line.params().size());
    }

    private void on(IrcLine line, int param, Consumer<Channel> what) {
        session.channel(line.param(param)).ifPresent(what);
    }

    private boolean mine(String nick) {
        return Words.folded(nick).equals(Words.folded(session.nick()));
    }

    /** RFC 2812 §5.1: the network says what nickname the account has. */
    private void welcome(IrcLine line) {
        underscores = 0;
        Optional<StanzaError> trouble = greeting.trouble();
        if (trouble.isPresent()) {
            session.refused(trouble.get());
            return;
        }
        if (Words.isWord(line.param(0))) {
            session.nick(line.param(0));
        }
        session.uplink().registered();
        Optional<String> identify = greeting.identify();
        identify.ifPresent(session.uplink()::urgent);
        if (identify.isPresent()) {
            // NickServ answers in words, if at all, and channels may be for those it knows
            session.uplink().later(NICKSERV, session::joinAll);
        } else {
            session.joinAll();
        }
    }

    private void join(IrcLine line) {
        Member member = new Member(Words.plain(line.nick()), line.prefix(), "", false);
        Optional<Channel> channel = session.channel(line.param(0));
        if (!mine(line.nick())) {
            channel.ifPresent(it -> it.joined(member));
        } else if (channel.isPresent()) {
            channel.get().begin(member);
        } else if (Words.isWord(line.param(0))) {
            // no device wants to be there, or not any more
            session.uplink().sayAnyway("PART " + line.param(0));
        }
    }

    private void part(IrcLine line) {
        String why = line.params().size() > 1 ? Words.plain(line.last()) : "";
        on(
                line,
                0,
                it -> {
                    if (!mine(line.nick())) {
                        it.left(line.nick(), Faces.none(), why);
                    } else if (it.isJoined()) {
                        it.out(session.nick(), Faces.none(), why, 110);
                        session.drop(it);
                    }
                });
    }

    private void quit(Channel channel, IrcLine line) {
        if (!mine(line.nick())) {
            channel.left(line.nick(), Faces.none(), Words.plain(line.last()));
        }
    }

    /** §8.2: 307; §9.1: 301 when a ban came just before. */
    private void kick(Channel channel, IrcLine line) {
        String who = line.param(1);
        boolean banned = channel.isBanned(who);
        Affiliation left = banned ? Affiliation.OUTCAST : Affiliation.NONE;
        Element item =
                Faces.done(
                        Faces.item(left, Role.NONE),
                        Words.plain(line.nick()),
                        Words.plain(line.last()));
        int code = banned ? 301 : 307;
        if (mine(who)) {
            channel.out(session.nick(), item, "", 110, code);
            session.drop(channel);
        } else {
            channel.left(who, item, "", code);
        }
    }

    private void nick(IrcLine line) {
        boolean mine = mine(line.nick());
        String next = Words.plain(line.last());
        if (!Words.isWord(next)) {
            return;
        }
        session.channels().forEach(it -> it.renamed(line.nick(), next, mine));
        if (mine) {
            session.nick(next);
            renaming = Optional.empty();
        }
    }

    private void away(IrcLine line) {
        boolean away = !line.params().isEmpty();
        session.channels().forEach(it -> it.away(line.nick(), away, session.nick()));
    }

    private void said(IrcLine line) {
        String text = line.last();
        boolean toChannel = Words.isChannel(line.param(0));
        boolean ofServer = !line.prefix().contains("!");
        if (Words.isRequest(text) || (ofServer && !toChannel)) {
            return;
        }
        String nick = Words.plain(line.nick());
        if (toChannel && mine(nick)) {
            on(line, 0, it -> echoed(it, line));
        } else if (toChannel) {
            on(line, 0, it -> it.said(nick, Words.body(text), longAgo(line)));
        } else if (mine(line.param(0)) && !mine(nick)) {
            privately(nick, Words.body(text));
        }
    }

    private void echoed(Channel channel, IrcLine line) {
        Echoes.Echo echo = echoes.heard(Words.folded(channel.name), line.last());
        echo.message().ifPresent(it -> channel.echo(it, session.nick()));
        if (echo.kind() == Echoes.Kind.OTHER) {
            channel.said(session.nick(), Words.body(line.last()), longAgo(line));
        }
    }

    /** IRCv3 server-time: when it was said, if that is long ago, as what is played again. */
    private static Optional<Instant> longAgo(IrcLine line) {
        if (line.tag("time").isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant said = Instant.parse(line.tag("time"));
            return Optional.of(said).filter(Instant.now().minus(LATE)::isAfter);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    /** Who was spoken to as an occupant of a channel answers as one (XEP-0045 §7.5). */
    private void privately(String nick, String body) {
        Optional<Channel> room =
                Optional.ofNullable(whispered.get(Words.folded(nick)))
                        .flatMap(session::channel)
                        .filter(it -> it.isThere(nick));
        Optional<FullJid> occupant = room.flatMap(it -> it.occupant(nick));
        if (occupant.isPresent()) {
            Message message = Faces.whispered(occupant.get(), body);
            room.get().inside().forEach(it -> session.tell(message.withTo(it)));
        } else {
            person(nick)
                    .ifPresent(
                            it ->
                                    session.tell(
                                            Message.of(MessageType.CHAT, session.account, body)
                                                    .withFrom(it)));
        }
    }

    private Optional<BareJid> person(String nick) {
        return Addresses.person(nick, session.network.name(), session.domain());
    }

    // ── what is refused ──

    private void refused(IrcLine line) {
        Optional<StanzaError> ofNetwork = Refusals.ofNetwork(line);
        Optional<StanzaError> ofNick = Refusals.ofNick(line);
        Optional<Channel> channel = session.channel(line.param(1));
        boolean registered = session.uplink().isRegistered();
        if (!registered && Refusals.ofLogin(line)) {
            session.refused(StanzaError.of(Condition.NOT_AUTHORIZED, Words.plain(line.last())));
        } else if (!registered && ofNetwork.isPresent()) {
            session.refused(ofNetwork.get());
        } else if (channel.isPresent()) {
            channel(channel.get(), line);
        } else if (ofNick.isPresent()) {
            nickRefused(ofNick.get());
        } else if (line.command().equals("401")) {
            nobody(line);
        }
    }

    private void channel(Channel channel, IrcLine line) {
        if (line.command().equals("404") || line.command().equals("482")) {
            String name = Words.folded(channel.name);
            Optional.ofNullable(spoken.remove(name))
                    .or(() -> echoes.refused(name))
                    .ifPresent(it -> notSaid(it, line));
        } else if (!channel.isJoined()) {
            Refusals.ofChannel(line)
                    .ifPresent(
                            it -> {
                                channel.refuse(it);
                                channel.out(session.nick(), Faces.none(), it.text(), 110, 333);
                                session.drop(channel);
                            });
        }
    }

    private void notSaid(Message what, IrcLine line) {
        session.tell(what.toError(StanzaError.of(Condition.FORBIDDEN, Words.plain(line.last()))));
    }

    private void nickRefused(StanzaError why) {
        if (session.uplink().isRegistered()) {
            renaming.ifPresent(it -> session.tell(it.toError(why)));
            renaming = Optional.empty();
        } else if (session.uplink().failures() > 0 && underscores < UNDERSCORES) {
            // whoever was disconnected may still be there for a while
            underscores++;
            session.nick(session.nick() + "_");
            session.uplink().urgent("NICK " + session.nick());
        } else {
            underscores = 0;
            session.refused(why);
        }
    }

    private void nobody(IrcLine line) {
        person(line.param(1))
                .ifPresent(
                        it ->
                                session.tell(
                                        Message.of(MessageType.CHAT, it, "")
                                                .withFrom(session.account)
                                                .toError(
                                                        StanzaError.of(
                                                                Condition.ITEM_NOT_FOUND,
                                                                Words.plain(line.last())))));
    }
}
