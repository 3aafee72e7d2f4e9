package io.stoa.service.muc.handler;

import io.stoa.bus.Stage;
import io.stoa.bus.Verdict;
import io.stoa.jid.BareJid;
import io.stoa.jid.FullJid;
import io.stoa.jid.Jid;
import io.stoa.muc.Affiliation;
import io.stoa.muc.Occupant;
import io.stoa.muc.Role;
import io.stoa.muc.RoomInterceptor;
import io.stoa.service.muc.model.LiveRoom;
import io.stoa.service.muc.model.Privilege;
import io.stoa.service.muc.model.Seat;
import io.stoa.service.muc.room.Muc;
import io.stoa.service.muc.room.Refusal;
import io.stoa.service.muc.room.Snapshot;
import io.stoa.service.muc.room.Turn;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Delay;
import io.stoa.stanza.Hint;
import io.stoa.stanza.Message;
import io.stoa.stanza.Stanza;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.stanza.StanzaId;
import io.stoa.xml.Element;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** What is said to all: messages (XEP-0045 §7.4) and changes of the subject (§8.1). Stateless. */
final class Speech {

    private Speech() {}

    /**
     * Handles a message of type groupchat to the room.
     *
     * @throws StanzaException when its sender may not
     */
    static void handle(Turn turn, Message message, FullJid from) {
        Seat seat =
                turn.room().seatOf(from).orElseThrow(() -> Refusal.of(Condition.NOT_ACCEPTABLE));
        boolean subject = changesSubject(message);
        allow(turn, seat, message, subject);
        if (!seat.maySpeak(turn.now())) {
            throw Refusal.tooMany("messages");
        }
        Message clean = clean(turn, message, from).withFrom(seat.address());
        Message said = broadcast(turn, clean, Optional.of(seat));
        if (subject) {
            keepSubject(turn, said);
        } else if (memorable(said)) {
            turn.room().history().add(said, turn.now());
        }
    }

    private static void allow(Turn turn, Seat seat, Message message, boolean subject) {
        LiveRoom room = turn.room();
        if (subject) {
            boolean may =
                    Privilege.CHANGE_SUBJECT.of(seat.role())
                            || (room.settings().changesSubject()
                                    && seat.role().atLeast(Role.PARTICIPANT));
            if (!may) {
                throw Refusal.of(Condition.FORBIDDEN);
            }
            int limit = turn.house().limits().textLength();
            if (message.payload(Stanza.CLIENT, "subject").map(Element::text).orElse("").length()
                    > limit) {
                throw Refusal.of(
                        Condition.NOT_ACCEPTABLE,
                        "a subject may have " + limit + " characters, not more");
            }
        } else if (!Privilege.SPEAK.of(seat.role())) {
            throw Refusal.of(Condition.FORBIDDEN);
        }
    }

    /** §8.1: a subject alone, without body and thread. */
    private static boolean changesSubject(Message message) {
        return message.payload(Stanza.CLIENT, "subject").isPresent()
                && message.payload(Stanza.CLIENT, "body").isEmpty()
                && message.payload(Stanza.CLIENT, "thread").isEmpty();
    }

    /** Takes off what only the room may say; keeps the id (§7.4), or makes one. */
    private static Message clean(Turn turn, Message message, FullJid from) {
        LiveRoom room = turn.room();
        boolean owner = Affiliation.OWNER == room.affiliation(from);
        Stanza clean = StanzaId.strip(Muc.bare(message), room.address());
        // §7.9: an owner may bring what was said before; nobody speaks for the room
        clean =
                clean.without(
                        it -> it.is(Delay.NAMESPACE, "delay") && (!owner || saysRoom(it, room)));
        if (clean.id().isEmpty()) {
            clean = clean.withId(UUID.randomUUID().toString());
        }
        return (Message) clean;
    }

    private static boolean saysRoom(Element delay, LiveRoom room) {
        return Delay.from(delay)
                .flatMap(Delay::from)
                .map(Jid::bare)
                .filter(it -> !it.equals(room.address()))
                .isEmpty();
    }

    /** Lets others see it, gives it its stable id, and sends it to everybody. */
    static Message broadcast(Turn turn, Message message, Optional<Seat> seat) {
        Optional<Occupant> sender = seat.map(turn::occupant);
        // what the room itself says needs nobody's leave
        Message open = (Message) message.withoutTo();
        Message passed = sender.isEmpty() ? open : seen(turn, open, sender, Stage.GUARD);
        Message kept = seen(turn, passed, sender, Stage.ARCHIVE);
        BareIds ids = new BareIds(turn.room().address());
        Message said = ids.identified(kept);
        turn.toAll(said);
        return said;
    }

    /** The stable id of a message (XEP-0359 §3): an archive's, or a random one. */
    private record BareIds(BareJid room) {

        Message identified(Message message) {
            return StanzaId.of(message, room).isPresent()
                    ? message
                    : message.with(new StanzaId(UUID.randomUUID().toString(), room).toElement());
        }
    }

    private static Message seen(
            Turn turn, Message message, Optional<Occupant> sender, Stage stage) {
        if (turn.house().extensions().interceptors().none()) {
            return message;
        }
        Acting room = new Acting(turn);
        AtomicReference<Message> so = new AtomicReference<>(message);
        turn.house()
                .extensions()
                .interceptors()
                .each(
                        turn.host(),
                        it -> {
                            if (it.stage() == stage) {
                                so.set(passed(it.intercept(now(so), sender, room)));
                            }
                        },
                        error -> {
                            throw new StanzaException(error);
                        });
        return now(so);
    }

    private static Message now(AtomicReference<Message> so) {
        return Objects.requireNonNull(so.get());
    }

    /** Returns what passes; a refusal is told, also when nobody shall be told why. */
    static Message passed(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Pass(Message message) -> message;
            case Verdict.Refuse(StanzaError error) -> throw new StanzaException(error);
            case Verdict.Pass other -> throw Refusal.of(Condition.NOT_ACCEPTABLE);
            case Verdict.Drop drop -> throw Refusal.of(Condition.NOT_ACCEPTABLE);
        };
    }

    private static void keepSubject(Turn turn, Message said) {
        LiveRoom room = turn.room();
        Stanza kept =
                said.without(it -> !it.is(Stanza.CLIENT, "subject") && !Muc.names(it))
                        .with(Delay.of(turn.now(), room.address()).toElement());
        room.subject((Message) kept);
        if (!room.locked()) {
            turn.house().store().save(room);
        }
    }

    /** Newcomers are shown what people have said. */
    private static boolean memorable(Message message) {
        return message.payload(Stanza.CLIENT, "body").isPresent()
                && !Hint.NO_STORE.in(message)
                && !Hint.NO_PERMANENT_STORE.in(message);
    }

    /** Asks those who see messages about a private one. */
    static Message whispered(Turn turn, Message message, Seat sender, Seat recipient) {
        AtomicReference<Message> so = new AtomicReference<>(message);
        Snapshot view = Snapshot.live(turn);
        turn.house()
                .extensions()
                .interceptors()
                .each(
                        turn.host(),
                        (RoomInterceptor it) ->
                                so.set(
                                        passed(
                                                it.whisper(
                                                        now(so),
                                                        turn.occupant(sender),
                                                        turn.occupant(recipient),
                                                        view))),
                        error -> {
                            throw new StanzaException(error);
                        });
        return now(so);
    }
}
