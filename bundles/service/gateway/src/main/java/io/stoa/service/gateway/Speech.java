package io.stoa.service.gateway;

import io.stoa.bus.Schedule;
import io.stoa.gateway.Line;
import io.stoa.gateway.NetworkException;
import io.stoa.jid.BareJid;
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
import java.util.function.Supplier;

/**
 * What one account says to a network: one thing after the other, by jobs, for a network may block.
 * It shares the lock of the session, which no job holds while it waits. Thread-safe.
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

    private static final StanzaError TOO_MUCH =
            StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too much waits to be said");
    private static final StanzaError BROKEN =
            StanzaError.of(Condition.INTERNAL_SERVER_ERROR, "it could not be said");

    private final Schedule schedule;
    private final Talk talk;
    private final AddressBook book;
    private final ReentrantLock lock;
    private final Turns turns;
    private @Nullable Line line;
    private Optional<Shown> shown = Optional.empty();
    private boolean showing;

    /**
     * Nothing is said yet.
     *
     * @param lock the session's
     */
    Speech(Schedule schedule, Talk talk, AddressBook book, ReentrantLock lock) {
        this.schedule = schedule;
        this.talk = talk;
        this.book = book;
        this.lock = lock;
        this.turns = new Turns(schedule, UNSAID);
    }

    // ── by the session, under its lock ──

    /** The session is there. */
    void begin(Line opened, Optional<Presence> foremost) {
        line = opened;
        show(foremost);
    }

    /** The session is there no more: what was to be said is said, and the line closed. */
    void end(Duration leaving) {
        Line present = line;
        line = null;
        shown = Optional.empty();
        if (present != null) {
            part(present, leaving);
        }
    }

    /** Closes a line after what was to be said, or when that has taken too long. */
    void part(Line present, Duration leaving) {
        Schedule.Job forced = schedule.after(leaving, present::close);
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
            LOG.debug("the network does not take what it is told of {}", book.place(), why);
        }
    }

    // ── by the account ──

    /**
     * Says something to a contact, soon; when that fails, the sender is told.
     *
     * @throws StanzaException when there is no session, or it is too much
     */
    void say(BareJid contact, Message message) {
        lock.lock();
        try {
            Line present = line;
            if (present == null) {
                throw new StanzaException(talk.away());
            }
            Consumer<Line> saying = talk.say(contact, message);
            Consumer<Optional<StanzaError>> then =
                    why -> why.ifPresentOrElse(it -> talk.unsaid(contact, message, it), talk::said);
            if (!turns.next(() -> ask(present, saying, then))) {
                throw new StanzaException(TOO_MUCH);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Asks to see a contact (XEP-0100 §4.6); one that the network has told of is seen already. */
    void add(BareJid contact) {
        lock.lock();
        try {
            Line present = line;
            String name = talk.name(contact);
            if (present == null || book.has(contact)) {
                talk.added(contact, false);
            } else if (!turns.next(() -> add(present, contact, name))) {
                talk.added(contact, true);
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(Line present, BareJid contact, String name) {
        ask(present, it -> it.add(name), why -> talk.added(contact, why.isPresent()));
    }

    /** Does not want to see a contact any more (§4.7). */
    void remove(BareJid contact) {
        tell(() -> Optional.of(talk.removed(contact)));
    }

    /** Answers somebody who wants to see the account (§5.1). */
    void answer(BareJid contact, boolean allowed) {
        tell(() -> talk.answered(contact, allowed));
    }

    /** A client has received what a contact has said. */
    void received(BareJid contact, String id) {
        tell(() -> talk.received(contact, id));
    }

    /** Has the network told something, if there is a session. */
    private void tell(Supplier<Optional<Consumer<Line>>> what) {
        lock.lock();
        try {
            Line present = line;
            if (present != null) {
                what.get()
                        .filter(it -> !turns.next(() -> attempt(present, it)))
                        .ifPresent(it -> LOG.debug("{} tells too much", book.place()));
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Has the network do something, on a job.
     *
     * @param then is told under the lock why it was not done, or nothing
     */
    private void ask(Line present, Consumer<Line> what, Consumer<Optional<StanzaError>> then) {
        Optional<StanzaError> failure = Optional.of(BROKEN);
        try {
            what.accept(present);
            failure = Optional.empty();
        } catch (NetworkException why) {
            failure = Optional.of(Talk.error(why));
        } finally {
            done(then, failure);
        }
    }

    private void done(Consumer<Optional<StanzaError>> then, Optional<StanzaError> failure) {
        lock.lock();
        try {
            then.accept(failure);
        } finally {
            lock.unlock();
        }
    }
}
