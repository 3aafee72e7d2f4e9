package io.stoa.service.gatewayirc;

import io.stoa.service.gatewayirc.room.Channel;
import io.stoa.service.gatewayirc.room.History;
import io.stoa.service.gatewayirc.room.History.Said;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Support;
import io.stoa.service.gatewayirc.wire.Words;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a network says once more when a channel is entered: because it is asked to (IRCv3 {@code
 * draft/chathistory}), or by itself, in a batch of type {@code chathistory}. Used under the
 * session's lock.
 */
final class Playback {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OPEN = 8;
    private static final int LINES = 200;
    private static final String MARK = "stoa-";
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("'timestamp='yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** A batch that has begun. */
    private record Batch(String channel, List<Said> said) {}

    private final IrcSession session;
    private final Map<String, Batch> open = new HashMap<>();

    Playback(IrcSession session) {
        this.session = session;
    }

    /** A connection begins. */
    void clear() {
        open.clear();
    }

    // ── from one version of the bundle to the next ──

    /** As it is handed over. */
    List<List<Object>> state() {
        return open.entrySet().stream()
                .map(
                        it ->
                                List.<Object>of(
                                        it.getKey(),
                                        it.getValue().channel(),
                                        it.getValue().said().stream().map(Said::state).toList()))
                .toList();
    }

    /** Reads what {@link #state} has written. */
    void restore(List<?> state) {
        for (Object one : state) {
            List<?> parts = (List<?>) one;
            List<Said> said = new ArrayList<>();
            ((List<?>) parts.get(2)).forEach(it -> said.add(Said.of((List<?>) it)));
            open.put((String) parts.get(0), new Batch((String) parts.get(1), said));
        }
    }

    // ── when a channel was entered ──

    /** Nobody is let in before it is known what was said before, if the network can tell. */
    void begin(Channel channel, Greeting greeting, Support support) {
        if (!greeting.tellsHistory()) {
            complete(channel, Instant.now());
            return;
        }
        if (greeting.has(Greeting.HISTORY)) {
            String after = channel.known().map(TIMESTAMP::format).orElse("*");
            int most =
                    support.history() > 0
                            ? Math.min(support.history(), History.MOST)
                            : History.MOST;
            session.uplink()
                    .sayAnyway("CHATHISTORY LATEST " + channel.name + " " + after + " " + most);
        } else {
            // what it plays by itself comes before the answer
            session.uplink().sayAnyway("PING " + MARK + channel.name);
        }
        await(channel);
    }

    /** A network that does not answer keeps nobody out. */
    void await(Channel channel) {
        session.uplink().later(PATIENCE, () -> complete(channel, Instant.now()));
    }

    private void complete(Channel channel, Instant now) {
        channel.complete(session.nick(), now);
    }

    /** An answer to a PING. */
    void pong(IrcLine line) {
        if (line.last().startsWith(MARK)) {
            session.channel(line.last().substring(MARK.length()))
                    .ifPresent(it -> complete(it, now(line)));
        }
    }

    /** IRCv3 standard replies: {@code FAIL CHATHISTORY}, which has the channel in it, if any. */
    void failed(IrcLine line) {
        if (line.param(0).equals("CHATHISTORY")) {
            line.params().stream()
                    .flatMap(it -> session.channel(it).stream())
                    .forEach(it -> complete(it, now(line)));
        }
    }

    /** A batch begins or ends. */
    void batch(IrcLine line) {
        String reference = line.param(0);
        if (reference.startsWith("+")
                && reference.length() > 1
                && line.param(1).equals("chathistory")) {
            if (open.size() < OPEN && session.channel(line.param(2)).isPresent()) {
                open.put(reference.substring(1), new Batch(line.param(2), new ArrayList<>()));
            }
        } else if (reference.startsWith("-")) {
            Optional.ofNullable(open.remove(reference.substring(1)))
                    .ifPresent(it -> ended(it, now(line)));
        }
    }

    private void ended(Batch batch, Instant now) {
        session.channel(batch.channel())
                .ifPresent(
                        it -> {
                            it.again(batch.said());
                            complete(it, now);
                        });
    }

    /** Tells whether a line is of a batch that has begun: then it was said before. */
    boolean takes(IrcLine line) {
        Batch batch = open.get(line.tag("batch"));
        if (batch == null) {
            return false;
        }
        boolean word =
                (line.command().equals("PRIVMSG") || line.command().equals("NOTICE"))
                        && line.params().size() > 1
                        && !Words.isRequest(line.last());
        if (word && batch.said().size() < LINES) {
            session.channel(batch.channel()).map(it -> said(it, line)).ifPresent(batch.said()::add);
        }
        return true;
    }

    /** What a line says, as it is kept. */
    static Said said(Channel channel, IrcLine line) {
        String nick = Words.plain(line.nick());
        return channel.word(nick, Words.body(line.last()), now(line), line.tag("msgid"));
    }

    /** When a line was said: by the network's clock where it tells the time. */
    static Instant now(IrcLine line) {
        return line.time().orElseGet(Instant::now);
    }
}
