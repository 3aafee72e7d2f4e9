package io.stoa.service.gatewayirc;

import io.stoa.jid.FullJid;
import io.stoa.muc.Role;
import io.stoa.service.gatewayirc.room.Channel;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What devices say and do in channels, as lines to the network. Used under the session's lock. */
final class Talk {

    private static final int PIECES = 30;

    private final IrcSession session;
    private final Hearing hearing;

    Talk(IrcSession session, Hearing hearing) {
        this.session = session;
        this.hearing = hearing;
    }

    void say(FullJid device, String name, Message message) {
        Channel channel = inside(device, name);
        List<String> pieces = pieces(name, message.body());
        session.uplink().say(pieces.stream().map(it -> said(name, it)).toList());
        if (!hearing.awaits(channel, message, pieces)) {
            channel.echo(message, session.nick(), Instant.now(), "");
        }
    }

    private static String said(String to, String piece) {
        return IrcLine.of("PRIVMSG", to, piece);
    }

    void topic(FullJid device, String name, Message message, String topic) {
        Channel channel = inside(device, name);
        say(IrcLine.of("TOPIC", name, topic));
        hearing.complaints().awaits(channel, message);
    }

    void whisper(String to, String body, Optional<String> room) {
        session.uplink().say(pieces(to, body).stream().map(it -> said(to, it)).toList());
        hearing.whispers(to, room);
    }

    private Channel inside(FullJid device, String name) {
        Channel channel =
                session.channel(name)
                        .filter(it -> it.devices().has(device))
                        .orElseThrow(() -> new StanzaException(Condition.NOT_ACCEPTABLE));
        if (!channel.isJoined()) {
            throw new StanzaException(
                    StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "the network is away"));
        }
        if (session.isFull()) {
            throw new StanzaException(Condition.RESOURCE_CONSTRAINT);
        }
        return channel;
    }

    private List<String> pieces(String to, String body) {
        // the server puts our prefix before it: nick!user@host, RFC 2812 §2.3
        int prefix = "PRIVMSG  ::!@ ".length() + 2 * 64 + session.nick().length();
        int bytes = 512 - 2 - prefix - to.length();
        List<String> pieces = Words.pieces(body, Math.max(100, bytes));
        if (pieces.size() > PIECES) {
            throw new StanzaException(
                    StanzaError.of(Condition.POLICY_VIOLATION, "too many lines for IRC"));
        }
        return pieces;
    }

    void kick(FullJid device, String name, Queries.Kick kick) {
        Channel channel = inside(device, name);
        if (!channel.member(session.nick()).role().equals(Role.MODERATOR)) {
            throw new StanzaException(Condition.FORBIDDEN);
        }
        if (!channel.isThere(kick.who())) {
            throw new StanzaException(Condition.ITEM_NOT_FOUND);
        }
        if (kick.ban()) {
            say("MODE " + name + " +b " + kick.who() + "!*@*");
        }
        say(IrcLine.of("KICK", name, kick.who(), kick.reason()));
    }

    private void say(String line) {
        session.uplink().say(List.of(line));
    }
}
