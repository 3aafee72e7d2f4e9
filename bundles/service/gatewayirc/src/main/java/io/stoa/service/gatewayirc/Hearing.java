package io.stoa.service.gatewayirc;

import io.stoa.jid.FullJid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Role;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.StanzaError;
import io.stoa.xml.Element;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What a network tells a session, and what becomes of it. Used under the session's lock. */
final class Hearing {

    /** A device that wants another nickname. */
    private record Renaming(FullJid device, FullJid occupant) {}

    /** What a device has sent to a channel, for the error that the network may answer. */
    private record Spoken(FullJid device, Message message) {}

    private static final int REMEMBERED = 100;

    private final IrcSession session;
    private final Map<String, Spoken> spoken = new HashMap<>();
    private Optional<Renaming> renaming = Optional.empty();
    private int underscores;

    Hearing(IrcSession session) {
        this.session = session;
    }

    void renames(FullJid device, FullJid occupant) {
        renaming = Optional.of(new Renaming(device, occupant));
    }

    void spoke(String channel, FullJid device, Message message) {
        if (spoken.size() >= REMEMBERED) {
            spoken.clear();
        }
        spoken.put(Words.folded(channel), new Spoken(device, message));
    }

    void hear(IrcLine line) {
        switch (line.command()) {
            case "PING" -> session.answer(IrcLine.of("PONG", line.last()));
            case "CAP" -> cap(line);
            case "001" -> {
                underscores = 0;
                session.welcomed(line.param(0));
            }
            case "JOIN" -> join(line);
            case "PART" -> part(line);
            case "QUIT" -> session.channels().forEach(it -> quit(it, line));
            case "KICK" -> kick(line);
            case "NICK" -> nick(line);
            case "MODE" -> on(line, 0, it -> it.modes(after(line), session.nick()));
            case "TOPIC" -> on(line, 0, it -> it.topic(Words.plain(line.param(1)), line.nick()));
            case "PRIVMSG", "NOTICE" -> said(line);
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

    /** IRCv3: of what there is we want to know all the ranks of everybody. */
    private void cap(IrcLine line) {
        boolean listed = line.param(1).equals("LS");
        if (listed && !line.param(2).equals("*")) {
            boolean has = (" " + line.last() + " ").contains(" multi-prefix ");
            session.answer(has ? "CAP REQ :multi-prefix" : "CAP END");
        } else if (line.param(1).equals("ACK") || line.param(1).equals("NAK")) {
            session.answer("CAP END");
        }
    }

    private void join(IrcLine line) {
        Member member = new Member(line.nick(), line.prefix(), "");
        on(
                line,
                0,
                it -> {
                    if (mine(line.nick())) {
                        it.begin(member);
                    } else {
                        it.joined(member);
                    }
                });
    }

    private static Element none() {
        return Faces.item(Affiliation.NONE, Role.NONE);
    }

    private void part(IrcLine line) {
        String why = line.params().size() > 1 ? Words.plain(line.last()) : "";
        on(
                line,
                0,
                it -> {
                    if (!mine(line.nick())) {
                        it.left(line.nick(), none(), why);
                    } else if (it.isJoined()) {
                        it.out(session.nick(), none(), why, 110);
                        session.drop(it);
                    }
                });
    }

    private void quit(Channel channel, IrcLine line) {
        if (!mine(line.nick())) {
            channel.left(line.nick(), none(), Words.plain(line.last()));
        }
    }

    /** §8.2: 307; §9.1: 301 when a ban came just before. */
    private void kick(IrcLine line) {
        String who = line.param(1);
        on(
                line,
                0,
                it -> {
                    boolean banned = it.isBanned(who);
                    Affiliation left = banned ? Affiliation.OUTCAST : Affiliation.NONE;
                    Element item =
                            Faces.done(
                                    Faces.item(left, Role.NONE),
                                    Words.plain(line.nick()),
                                    Words.plain(line.last()));
                    int code = banned ? 301 : 307;
                    if (mine(who)) {
                        it.out(session.nick(), item, "", 110, code);
                        session.drop(it);
                    } else {
                        it.left(who, item, "", code);
                    }
                });
    }

    private void nick(IrcLine line) {
        boolean mine = mine(line.nick());
        String next = Words.plain(line.last());
        session.channels().forEach(it -> it.renamed(line.nick(), next, mine));
        if (mine) {
            session.nick(next);
            renaming = Optional.empty();
        }
    }

    private void said(IrcLine line) {
        String text = line.last();
        boolean ofServer = !line.prefix().contains("!");
        if (Words.isRequest(text) || (ofServer && !Words.isChannel(line.param(0)))) {
            return;
        }
        String nick = Words.plain(line.nick());
        if (Words.isChannel(line.param(0))) {
            on(line, 0, it -> it.said(nick, Words.body(text)));
        } else if (mine(line.param(0))) {
            Addresses.person(nick, session.network.name(), session.domain())
                    .ifPresent(
                            it ->
                                    session.tell(
                                            Message.of(
                                                            MessageType.CHAT,
                                                            session.account,
                                                            Words.body(text))
                                                    .withFrom(it)));
        }
    }

    // ── what is refused ──

    private void refused(IrcLine line) {
        Optional<StanzaError> ofNetwork = Refusals.ofNetwork(line);
        Optional<StanzaError> ofNick = Refusals.ofNick(line);
        Optional<Channel> channel = session.channel(line.param(1));
        if (ofNetwork.isPresent() && !session.isRegistered()) {
            session.end(ofNetwork.get(), 333);
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
            Optional.ofNullable(spoken.remove(Words.folded(channel.name)))
                    .ifPresent(it -> notSaid(it, channel, line));
        } else if (!channel.isJoined()) {
            Refusals.ofChannel(line)
                    .ifPresent(
                            it -> {
                                channel.refuse(it);
                                channel.out(session.nick(), none(), it.text(), 110, 333);
                                session.drop(channel);
                            });
        }
    }

    private void notSaid(Spoken what, Channel channel, IrcLine line) {
        session.tell(
                what.message()
                        .withFrom(what.device())
                        .withTo(channel.room)
                        .toError(StanzaError.of(Condition.FORBIDDEN, Words.plain(line.last()))));
    }

    private void nickRefused(StanzaError why) {
        if (session.isRegistered()) {
            renaming.ifPresent(it -> session.error(it.device(), it.occupant(), why));
            renaming = Optional.empty();
        } else if (session.isReturning() && underscores < 3) {
            // whoever was disconnected may still be there for a while
            underscores++;
            session.nick(session.nick() + "_");
            session.answer("NICK " + session.nick());
        } else {
            underscores = 0;
            session.end(why, 333);
        }
    }

    private void nobody(IrcLine line) {
        Addresses.person(line.param(1), session.network.name(), session.domain())
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
