package io.stoa.service.gatewayirc.room;

import io.stoa.jid.BareJid;
import io.stoa.stanza.DateTime;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Message;
import io.stoa.xml.Element;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was said in a channel lately, for devices that come later. Used under a session's lock. */
public final class History {

    public static final int MOST = 50;

    /** By how much the network's time may differ from ours for what it has not timed. */
    private static final Duration APART = Duration.ofSeconds(5);

    /**
     * Something that was said.
     *
     * @param id what the network calls it (IRCv3 message-ids), or ""
     */
    public record Said(Instant at, String id, Message message) {

        private static final int ID = 2;

        /** Reads what {@link #state} has written, or an earlier version without ids. */
        public static Said of(List<?> state) {
            return new Said(
                    (Instant) state.get(0),
                    state.size() > ID ? (String) state.get(ID) : "",
                    (Message) state.get(1));
        }

        /** As it is handed over. */
        public List<Object> state() {
            return List.of(at, message, id);
        }

        private boolean is(Said other) {
            if (!id.isEmpty() && !other.id.isEmpty()) {
                return id.equals(other.id);
            }
            return message.from().equals(other.message.from())
                    && message.body().equals(other.message.body())
                    && Duration.between(at, other.at).abs().compareTo(APART) <= 0;
        }

        /** As it is told to somebody who was not there (§7.2.13, XEP-0203). */
        Message late(BareJid room) {
            return message.with(Delay.of(at, room).toElement());
        }
    }

    private final BareJid room;
    // each as Said.state has it: an update hands over all of them while people wait
    private final List<Object> said = new ArrayList<>();

    History(BareJid room) {
        this.room = room;
    }

    void add(Said one) {
        said.add(one.state());
        if (said.size() > MOST) {
            said.removeFirst();
        }
    }

    /**
     * Remembers what the network says once more, each in its place.
     *
     * @param meanwhile what is known already beside this
     * @return what was not known, the oldest first
     */
    List<Said> merge(List<Said> again, List<Said> meanwhile) {
        List<Said> known = new ArrayList<>(all());
        known.addAll(meanwhile);
        List<Said> fresh = new ArrayList<>();
        for (Said one : again) {
            // each that is known stands for one: who says the same twice has said it twice
            Optional<Said> same = known.stream().filter(one::is).findFirst();
            same.ifPresentOrElse(known::remove, () -> fresh.add(one));
        }
        fresh.sort(Comparator.comparing(Said::at));
        List<Said> all = new ArrayList<>(all());
        all.addAll(fresh);
        all.sort(Comparator.comparing(Said::at));
        said.clear();
        all.stream().skip(Math.max(0, all.size() - MOST)).map(Said::state).forEach(said::add);
        return fresh;
    }

    private List<Said> all() {
        return said.stream().map(it -> Said.of((List<?>) it)).toList();
    }

    /** As it is handed over. */
    List<Object> state() {
        return List.copyOf(said);
    }

    /** Remembers what {@link #state} has told of. */
    void restore(List<?> state) {
        said.addAll(state);
    }

    /** The newest that somebody wants, the oldest of them first. */
    List<Message> of(Wish wish) {
        List<Said> wanted = all().stream().filter(it -> !it.at().isBefore(wish.since())).toList();
        return wanted.stream()
                .skip(Math.max(0, wanted.size() - wish.most()))
                .map(it -> it.late(room))
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
