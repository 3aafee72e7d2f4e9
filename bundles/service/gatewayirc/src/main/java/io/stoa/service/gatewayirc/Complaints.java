package io.stoa.service.gatewayirc;

import io.stoa.service.gatewayirc.room.Channel;
import io.stoa.service.gatewayirc.room.Faces;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.MessageType;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaError;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a network refuses, and whose stanza was the cause. Used under the session's lock. */
final class Complaints {

    private static final int REMEMBERED = 100;
    private static final int UNDERSCORES = 3;

    private final IrcSession session;
    // the last that was said to a channel, for the error that the network may answer
    private final Map<String, Message> spoken = new HashMap<>();
    private final Echoes echoes = new Echoes();
    // a device that wants another nickname
    private Optional<Presence> renaming = Optional.empty();
    private int underscores;

    Complaints(IrcSession session) {
        this.session = session;
    }

    /** A connection begins. */
    void clear() {
        echoes.clear();
        spoken.clear();
    }

    // ── from one version of the bundle to the next ──

    /** As it is handed over. */
    Map<String, Message> state() {
        return Map.copyOf(spoken);
    }

    /** Reads what {@link #state} has written. */
    void restore(Map<?, ?> state) {
        state.forEach((channel, message) -> spoken.put((String) channel, (Message) message));
    }

    // ── what may be refused ──

    Echoes echoes() {
        return echoes;
    }

    void renames(Presence asked) {
        renaming = Optional.of(asked);
    }

    void renamed() {
        renaming = Optional.empty();
    }

    void welcomed() {
        underscores = 0;
    }

    /** Something was said to a channel that the network may refuse. */
    void awaits(Channel channel, Message message) {
        if (spoken.size() >= REMEMBERED) {
            spoken.clear();
        }
        spoken.put(session.folded(channel.name), message);
    }

    /** A topic that we have asked for is there: what is refused next is something else. */
    void topicSet(Channel channel) {
        spoken.computeIfPresent(
                session.folded(channel.name), (name, it) -> it.body().isEmpty() ? null : it);
    }

    // ── what is refused ──

    /** An answer that may be a refusal. */
    void hear(IrcLine line) {
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
            nick(ofNick.get());
        } else if (line.command().equals("401")) {
            nobody(line);
        }
    }

    private void channel(Channel channel, IrcLine line) {
        if (line.command().equals("404") || line.command().equals("482")) {
            String name = session.folded(channel.name);
            Optional.ofNullable(spoken.remove(name))
                    .or(() -> echoes.refused(name))
                    .ifPresent(it -> notSaid(it, line));
        } else if (!channel.isJoined()) {
            Refusals.ofChannel(line)
                    .ifPresent(
                            it -> {
                                channel.devices().refuse(it);
                                channel.out(session.nick(), Faces.none(), it.text(), 110, 333);
                                session.drop(channel);
                            });
        }
    }

    private void notSaid(Message what, IrcLine line) {
        session.tell(what.toError(StanzaError.of(Condition.FORBIDDEN, Words.plain(line.last()))));
    }

    private void nick(StanzaError why) {
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
        session.person(line.param(1))
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
