package io.stoa.service.gatewayirc;

import io.stoa.jid.BareJid;
import io.stoa.stanza.DateTime;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.xml.Element;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was said in a channel lately, for devices that come later. Used under a session's lock. */
final class History {

    private static final int MOST = 50;

    /** Something that was said. */
    record Said(Instant at, Message message) {}

    private final BareJid room;
    private final Deque<Said> said = new ArrayDeque<>();

    History(BareJid room) {
        this.room = room;
    }

    void add(Instant at, Message message) {
        said.addLast(new Said(at, message));
        if (said.size() > MOST) {
            said.removeFirst();
        }
    }

    List<Said> all() {
        return List.copyOf(said);
    }

    /** The newest that somebody wants, the oldest of them first. */
    List<Message> of(Wish wish) {
        List<Said> wanted = said.stream().filter(it -> !it.at().isBefore(wish.since())).toList();
        return wanted.stream()
                .skip(Math.max(0, wanted.size() - wish.most()))
                .map(it -> it.message().with(Delay.of(it.at(), room).toElement()))
                .toList();
    }

    /**
     * How much somebody wants who enters (XEP-0045 §7.2.14).
     *
     * @param most how many messages
     * @param since nothing older
     */
    record Wish(int most, Instant since) {

        static final Wish ALL = new Wish(MOST, Instant.MIN);

        /** What is no number, or no time, restricts nothing. */
        static Wish of(Element history, Instant now) {
            Instant since = DateTime.read(history.attribute("since")).orElse(Instant.MIN);
            Instant lately =
                    number(history, "seconds").stream()
                            .mapToObj(now::minusSeconds)
                            .findFirst()
                            .orElse(Instant.MIN);
            // of characters only none at all is understood
            boolean none = number(history, "maxchars").equals(OptionalInt.of(0));
            return new Wish(
                    none ? 0 : number(history, "maxstanzas").orElse(MOST),
                    since.isBefore(lately) ? lately : since);
        }

        static Wish of(Optional<Element> muc, Instant now) {
            return muc.flatMap(it -> it.child(Faces.MUC, "history"))
                    .map(it -> of(it, now))
                    .orElse(ALL);
        }

        private static OptionalInt number(Element history, String attribute) {
            String text = history.attribute(attribute);
            return text.matches("[0-9]{1,9}")
                    ? OptionalInt.of(Integer.parseInt(text))
                    : OptionalInt.empty();
        }
    }
}
