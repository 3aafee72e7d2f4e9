package io.stoa.service.gateway;

import io.stoa.bus.Schedule;
import io.stoa.gateway.Line;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
import io.stoa.service.gateway.limits.Usage;
import io.stoa.service.gateway.session.Turns;
import io.stoa.stanza.Condition;
import io.stoa.stanza.Message;
import io.stoa.stanza.Presence;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What one account's session is told to the network: one thing after the other, by jobs, for a
 * network may block. Used under the lock of the session, which no job holds while it waits.
 */
final class Speech {

    /** What the network is shown. */
    private record Shown(String show, String status) {

        static Shown of(Presence presence) {
            return new Shown(
                    Exchange.text(presence.payloads(), "show"),
                    Exchange.text(presence.payloads(), "status"));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Speech.class);
    private static final int UNSAID = 100;

    /** A network that has not done so long what it is asked to is closed nevertheless. */
    private static final Duration PARTING = Duration.ofSeconds(2);

    private static final StanzaError TOO_MUCH =
            StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too much waits to be said");
    private static final StanzaError BROKEN =
            StanzaError.of(Condition.INTERNAL_SERVER_ERROR, "it could not be said");

    private final Schedule schedule;
    private final Talk talk;
    private final Usage usage;
    private final Place place;
    private final ReentrantLock lock;
    private final Turns turns;
    private @Nullable Line line;
    private Optional<Shown> shown = Optional.empty();
    private boolean showing;

    Speech(Schedule schedule, Talk talk, Usage usage, Place place, ReentrantLock lock) {
        this.schedule = schedule;
        this.talk = talk;
        this.usage = usage;
        this.place = place;
        this.lock = lock;
        this.turns = new Turns(schedule, UNSAID);
    }

    /** The session is there. */
    void begin(Line opened, Optional<Presence> foremost) {
        line = opened;
        show(foremost);
    }

    /** The session is there no more: what was to be said is said, and the line closed. */
    void end() {
        Line present = line;
        line = null;
        shown = Optional.empty();
        if (present != null) {
            part(present);
        }
    }

    /** Closes a line after what was to be said. */
    void part(Line present) {
        Schedule.Job forced = schedule.after(PARTING, present::close);
        turns.once(
                () -> {
                    forced.cancel();
                    present.close();
                });
    }

    /** Waits for what is under way, without the lock; not for a network that hangs. */
    void settle(long until) {
        turns.settle(until);
    }

    /** Shows the network how the account's foremost client is, if that has changed. */
    void show(Optional<Presence> foremost) {
        Optional<Shown> now = foremost.map(Shown::of);
        if (line == null || now.isEmpty() || now.equals(shown)) {
            return;
        }
        shown = now;
        if (!showing) {
            showing = true;
            turns.once(this::showNow);
        }
    }

    private void showNow() {
        Line present;
        Optional<Shown> now;
        lock.lock();
        try {
            showing = false;
            present = line;
            now = shown;
        } finally {
            lock.unlock();
        }
        if (present != null && now.isPresent()) {
            attempt(present, it -> it.show(now.get().show(), now.get().status()));
        }
    }

    /** When the network is away, it tells that it is lost. */
    private void attempt(Line present, Consumer<Line> what) {
        try {
            what.accept(present);
        } catch (NetworkException why) {
            LOG.debug("the network does not take what is told of {}", place, why);
        }
    }

    /**
     * Says something to a contact; when that fails, the sender is told.
     *
     * @throws StanzaException when it is too much
     */
    void say(BareJid contact, Message message) {
        Line present = line;
        if (present == null) {
            throw new IllegalStateException("there is no session");
        }
        Consumer<Line> saying = talk.say(contact, message);
        Consumer<Optional<StanzaError>> then =
                why ->
                        why.ifPresentOrElse(
                                it -> talk.unsaid(contact, message, it),
                                () -> usage.count(Usage.Event.SAID));
        if (!turns.next(() -> ask(present, saying, then))) {
            throw new StanzaException(TOO_MUCH);
        }
    }

    /**
     * Has the network do something, unless too much waits.
     *
     * @param then is told under the lock why it was not done, or nothing
     */
    void ask(Consumer<Line> what, Consumer<Optional<StanzaError>> then) {
        Line present = line;
        if (present == null || !turns.next(() -> ask(present, what, then))) {
            then.accept(Optional.of(TOO_MUCH));
        }
    }

    private void ask(Line present, Consumer<Line> what, Consumer<Optional<StanzaError>> then) {
        Optional<StanzaError> failure = Optional.of(BROKEN);
        try {
            what.accept(present);
            failure = Optional.empty();
        } catch (NetworkException why) {
            failure = Optional.of(Talk.error(why));
        } finally {
            tell(then, failure);
        }
    }

    private void tell(Consumer<Optional<StanzaError>> then, Optional<StanzaError> failure) {
        lock.lock();
        try {
            then.accept(failure);
        } finally {
            lock.unlock();
        }
    }

    /** A client has received what a contact has said; the network is told. */
    void received(BareJid contact, String id) {
        Line present = line;
        if (present == null) {
            return;
        }
        talk.received(contact, id)
                .filter(it -> !turns.next(() -> attempt(present, it)))
                .ifPresent(it -> LOG.debug("too much is told of {}: a receipt is lost", place));
    }
}
