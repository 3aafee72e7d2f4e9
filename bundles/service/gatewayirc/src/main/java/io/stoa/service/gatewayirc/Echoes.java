package io.stoa.service.gatewayirc;

import io.stoa.stanza.Message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What was said to channels of a network that tells us so (IRCv3 echo-message): until then it is
 * not in the room, so that all see one order. Used under a session's lock.
 */
final class Echoes {

    private static final int MOST = 200;

    /** A message that was said in pieces; the first that comes back shows it. */
    private static final class Awaited {

        private final String channel;
        private final Message message;
        private final Deque<String> pieces;
        private boolean shown;

        Awaited(String channel, Message message, List<String> pieces) {
            this.channel = channel;
            this.message = message;
            this.pieces = new ArrayDeque<>(pieces);
        }
    }

    /** What an echo is of. */
    enum Kind {
        /** It was not said here. */
        OTHER,
        /** Another piece of what was shown. */
        MORE,
        /** The first piece. */
        FIRST
    }

    /** An echo, and the message when it is the first piece of it. */
    record Echo(Kind kind, Optional<Message> message) {}

    private final Deque<Awaited> awaited = new ArrayDeque<>();

    void await(String channel, Message message, List<String> pieces) {
        awaited.add(new Awaited(channel, message, pieces));
        if (awaited.size() > MOST) {
            awaited.remove();
        }
    }

    Echo heard(String channel, String text) {
        for (Iterator<Awaited> all = awaited.iterator(); all.hasNext(); ) {
            Awaited next = all.next();
            if (next.channel.equals(channel) && text.equals(next.pieces.peek())) {
                next.pieces.remove();
                if (next.pieces.isEmpty()) {
                    all.remove();
                }
                boolean first = !next.shown;
                next.shown = true;
                return first
                        ? new Echo(Kind.FIRST, Optional.of(next.message))
                        : new Echo(Kind.MORE, Optional.empty());
            }
        }
        return new Echo(Kind.OTHER, Optional.empty());
    }

    /** The oldest that was not shown yet in a channel: the network has refused it. */
    Optional<Message> refused(String channel) {
        for (Iterator<Awaited> all = awaited.iterator(); all.hasNext(); ) {
            Awaited next = all.next();
            if (next.channel.equals(channel)) {
                all.remove();
                return next.shown ? Optional.empty() : Optional.of(next.message);
            }
        }
        return Optional.empty();
    }

    /** As they are handed over. */
    List<List<Object>> state() {
        return awaited.stream()
                .map(
                        it ->
                                List.<Object>of(
                                        it.channel, it.message, List.copyOf(it.pieces), it.shown))
                .toList();
    }

    /** Reads what {@link #state} has written. */
    void restore(List<?> state) {
        for (Object one : state) {
            List<?> parts = (List<?>) one;
            List<String> pieces =
                    ((List<?>) parts.get(2)).stream().map(String.class::cast).toList();
            await((String) parts.get(0), (Message) parts.get(1), pieces);
            awaited.getLast().shown = (Boolean) parts.get(3);
        }
    }

    void clear() {
        awaited.clear();
    }
}
