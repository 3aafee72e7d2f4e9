package io.stoa.service.gatewayirc;

import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.room.Channel;
import io.stoa.service.gatewayirc.room.Faces;
import io.stoa.service.gatewayirc.room.History;
import io.stoa.service.gatewayirc.room.Member;
import io.stoa.service.gatewayirc.room.State;
import io.stoa.service.gatewayirc.wire.CaseMapping;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Support;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a network tells a session, and what becomes of it. Used under the session's lock. */
final class Hearing {

    private static final int REMEMBERED = 100;
    private static final int WHO = 500;
    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration NICKSERV = Duration.ofSeconds(2);

    private final IrcSession session;
    private final Playback playback;
    private final Complaints complaints;
    // to whom something was said as to an occupant of a channel
    private final Map<String, String> whispered = new LinkedHashMap<>();
    private Greeting greeting = new Greeting(Login.NONE);
    private Support support = Support.USUAL;

    Hearing(IrcSession session) {
        this.session = session;
        this.playback = new Playback(session);
        this.complaints = new Complaints(session);
    }

    // ── what devices do ──

    Complaints complaints() {
        return complaints;
    }

    /**
     * Something was said to a channel, in pieces.
     *
     * @return whether the network will say it back
     */
    boolean awaits(Channel channel, Message message, List<String> pieces) {
        boolean echo = greeting.has(Greeting.ECHO);
        if (echo) {
            complaints.echoes().await(folded(channel.name), message, pieces);
        } else {
            complaints.awaits(channel, message);
        }
        return echo;
    }

    /** The form in which names that are the same for the network are equal. */
    String folded(String name) {
        return support.mapping().folded(name);
    }

    /** Something was said to one, perhaps as an occupant of a channel. */
    void whispers(String to, Optional<String> room) {
        whispered.remove(folded(to));
        room.ifPresent(it -> whispered.put(folded(to), it));
        if (whispered.size() > REMEMBERED) {
            whispered.remove(whispered.keySet().iterator().next());
        }
    }

    /** A connection begins: what is said first. */
    List<String> greet(Login login, String name) {
        greeting = new Greeting(login);
        // as before, until it says otherwise
        support = Support.USUAL.with(support.mapping());
        playback.clear();
        complaints.clear();
        return greeting.first(session.nick(), name);
    }

    // ── from one version of the bundle to the next ──

    /** As it is handed over. */
    Map<String, Object> state() {
        return Map.of(
                "spoken", complaints.state(),
                "whispered", whispered.entrySet().stream().map(Map.Entry::copyOf).toList(),
                "echoes", complaints.echoes().state(),
                "batches", playback.state(),
                "capabilities", List.copyOf(greeting.enabled()),
                "support", support.texts());
    }

    /** Reads what {@link #state} has written, or an earlier version that knew no batches. */
    void restore(Map<?, ?> state) {
        complaints.restore(State.map(state, "spoken"));
        for (Object one : State.list(state, "whispered")) {
            Map.Entry<?, ?> entry = (Map.Entry<?, ?>) one;
            whispered.put((String) entry.getKey(), (String) entry.getValue());
        }
        complaints.echoes().restore(State.list(state, "echoes"));
        if (state.get("batches") instanceof List<?> batches) {
            playback.restore(batches);
        }
        greeting.enable(State.list(state, "capabilities"));
        support = Support.of(State.list(state, "support"));
    }

    /** The connection has gone on: what was to be done later, and was not, is done. */
    void resume() {
        for (Channel channel : session.channels()) {
            if (!channel.isJoined()) {
                session.join(channel);
            } else if (channel.isNamed() && !channel.isComplete()) {
                playback.await(channel);
            }
        }
    }

    // ── what the network tells ──

    void hear(IrcLine line) {
        if (!playback.takes(line)) {
            live(line);
        }
    }

    private void topic(Channel channel, IrcLine line) {
        channel.topic(Words.plain(line.param(1)), line.nick());
        if (mine(line.nick())) {
            complaints.topicSet(channel);
        }
    }

    private void live(IrcLine line) {
        switch (line.command()) {
            case "PING" -> session.uplink().urgent(IrcLine.of("PONG", line.last()));
            case "PONG" -> playback.pong(line);
            case "BATCH" -> playback.batch(line);
            case "FAIL" -> playback.failed(line);
            case "CAP" -> greeting.cap(line).forEach(session.uplink()::urgent);
            case "AUTHENTICATE" -> greeting.authenticate(line).forEach(session.uplink()::urgent);
            case "903" -> session.uplink().urgent("CAP END");
            case "001" -> welcome(line);
            case "005" -> supports(line);
            case "JOIN" -> join(line);
            case "PART" -> part(line);
            case "QUIT" -> session.channels().forEach(it -> quit(it, line));
            case "KICK" -> on(line, 0, it -> kick(it, line));
            case "NICK" -> nick(line);
            case "MODE" -> on(line, 0, it -> it.modes(after(line), session.nick(), support));
            case "TOPIC" -> on(line, 0, it -> topic(it, line));
            case "AWAY" -> everywhere(line.nick(), it -> it.away(!line.params().isEmpty()));
            case "ACCOUNT" -> everywhere(line.nick(), it -> it.in(account(line.param(0))));
            case "PRIVMSG", "NOTICE" -> said(line);
            case "ERROR" -> session.uplink().farewell(line.last());
            case "332" -> on(line, 1, it -> it.topic(Words.plain(line.last()), ""));
            case "353" -> on(line, 2, it -> it.names(line.last()));
            case "354" -> on(line, 2, it -> known(it, line));
            case "366" -> on(line, 1, this::named);
            default -> complaints.hear(line);
        }
    }

    private void supports(IrcLine line) {
        CaseMapping before = support.mapping();
        support = support.with(line.params());
        if (support.mapping() != before) {
            session.foldAgain();
        }
    }

    private static List<String> after(IrcLine line) {
        return line.params().subList(Math.min(1, line.params().size()), line.params().size());
    }

    private void on(IrcLine line, int param, Consumer<Channel> what) {
        session.channel(line.param(param)).ifPresent(what);
    }

    private boolean mine(String nick) {
        return folded(nick).equals(folded(session.nick()));
    }

    /** RFC 2812 §5.1: the network says what nickname the account has. */
    private void welcome(IrcLine line) {
        Optional<StanzaError> trouble = greeting.trouble();
        if (trouble.isPresent()) {
            session.refused(trouble.get());
            return;
        }
        if (Words.isWord(line.param(0))) {
            session.nick(line.param(0));
        }
        session.uplink().registered();
        complaints.welcomed();
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
        String account = greeting.has(Greeting.ACCOUNT_IN_JOIN) ? account(line.param(1)) : "";
        Member member = Member.of(Words.plain(line.nick()), line.prefix()).in(account);
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

    /** IRCv3 account-notify, extended-join: {@code *} is no account, and for WHOX 0 is none. */
    private static String account(String word) {
        return word.equals("*") || word.equals("0") ? "" : Words.plain(word);
    }

    /** Everybody is named: what more is there to know of them, and what was said before? */
    private void named(Channel channel) {
        if (!channel.isJoined() || channel.isNamed()) {
            return;
        }
        channel.namesEnd(session.nick());
        playback.begin(channel, greeting, support);
        if (greeting.has(Greeting.ACCOUNTS) && support.whox() && channel.size() <= WHO) {
            session.uplink().sayAnyway("WHO " + channel.name + " %tcnfa,57");
        }
    }

    /** WHOX: {@code 57 channel nick flags account}. */
    private void known(Channel channel, IrcLine line) {
        if (line.param(1).equals("57")) {
            boolean away = line.param(4).startsWith("G");
            String account = account(line.param(5));
            channel.change(line.param(3), it -> it.away(away).in(account), session.nick());
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
            complaints.renamed();
        }
    }

    private void everywhere(String nick, UnaryOperator<Member> how) {
        session.channels().forEach(it -> it.change(nick, how, session.nick()));
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
            on(line, 0, it -> said(it, line));
        } else if (mine(line.param(0)) && !mine(nick)) {
            privately(nick, Words.body(text));
        }
    }

    private void echoed(Channel channel, IrcLine line) {
        Echoes.Echo echo = complaints.echoes().heard(folded(channel.name), line.last());
        echo.message()
                .ifPresent(
                        it ->
                                channel.echo(
                                        it, session.nick(), Playback.now(line), line.tag("msgid")));
        if (echo.kind() == Echoes.Kind.OTHER) {
            said(channel, line);
        }
    }

    /** What was said long ago is played again, also by a network that has no batches. */
    private static void said(Channel channel, IrcLine line) {
        History.Said word = Playback.said(channel, line);
        if (word.at().isBefore(Instant.now().minus(LATE))) {
            channel.again(List.of(word));
        } else {
            channel.said(word);
        }
    }

    /** Who was spoken to as an occupant of a channel answers as one (XEP-0045 §7.5). */
    private void privately(String nick, String body) {
        Optional<Channel> room =
                Optional.ofNullable(whispered.get(folded(nick)))
                        .flatMap(session::channel)
                        .filter(it -> it.isThere(nick));
        Optional<FullJid> occupant = room.flatMap(it -> it.occupant(nick));
        if (occupant.isPresent()) {
            Message message = Faces.whispered(occupant.get(), body);
            room.get().devices().inside().forEach(it -> session.tell(message.withTo(it)));
        } else {
            session.person(nick)
                    .ifPresent(
                            it ->
                                    session.tell(
                                            Message.of(MessageType.CHAT, session.account, body)
                                                    .withFrom(it)));
        }
    }
}
