package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;
import io.stoa.gateway.Backoff;
import io.stoa.service.gatewayirc.Credentials.Login;
import io.stoa.service.gatewayirc.wire.IrcLine;
import io.stoa.service.gatewayirc.wire.Link;
import io.stoa.service.gatewayirc.wire.NetworkSpec;
import io.stoa.service.gatewayirc.wire.Words;
import io.stoa.stanza.Condition;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;
import io.stoa.storage.StorageException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The connection of a session to its network, begun anew with growing patience when it is lost.
 * Used under the session's lock, which nobody holds while waiting for the network.
 */
final class Uplink {

    /** What a session is told, under its lock. */
    interface Owner {

        /** There is a connection: what is said first? */
        List<String> greeting(Login login);

        void heard(IrcLine line);

        /** After lines were heard, or something was due, without the lock. */
        void rest();

        /** The connection is gone, or there was none. */
        void lost(StanzaError why);

        /** The network cannot be had like this. */
        void refused(StanzaError why);
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Backoff PAUSES = new Backoff(1, 60);

    private final ReentrantLock lock;
    private final NetworkSpec network;
    private final Schedule schedule;
    private final Supplier<IrcSession.Limits> limits;
    private final Supplier<Login> login;
    private final Owner owner;
    private @Nullable Link link;
    private boolean registered;
    private int failures;
    private boolean begun;
    // the session goes to another version of the bundle: nothing begins any more
    private boolean giving;
    private String farewell = "";
    // what an earlier connection tells is not of this one
    private int attempt;

    Uplink(
            ReentrantLock lock,
            NetworkSpec network,
            IrcSession.Needs needs,
            Supplier<Login> login,
            Owner owner) {
        this.lock = lock;
        this.network = network;
        this.schedule = needs.schedule();
        this.limits = needs.limits();
        this.login = login;
        this.owner = owner;
    }

    // ── by the session ──

    /** Connects, unless it is connected, or waits to be. */
    void begin() {
        if (!begun) {
            begin(Duration.ZERO);
        }
    }

    /** Connects again after a pause. */
    void again() {
        begin(PAUSES.after(failures, ThreadLocalRandom.current()));
    }

    private void begin(Duration when) {
        begun = true;
        attempt++;
        int mine = attempt;
        schedule.after(when, () -> run(mine));
    }

    private Link.Speed speed() {
        return limits.get().speed();
    }

    /** The limits are others now. */
    void limit() {
        Link present = link;
        if (present != null) {
            present.goAt(speed());
        }
    }

    int failures() {
        return failures;
    }

    boolean isRegistered() {
        return registered;
    }

    boolean isUp() {
        return link != null;
    }

    boolean isBusy() {
        Link present = link;
        return present != null && present.isBusy();
    }

    /** The network has welcomed the account. */
    void registered() {
        registered = true;
        failures = 0;
    }

    /** Says lines, all or none. */
    void say(List<String> lines) {
        Link present = link;
        if (present == null || !registered) {
            throw new StanzaException(
                    StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "the network is away"));
        }
        if (!present.say(lines)) {
            throw new StanzaException(
                    StanzaError.of(Condition.RESOURCE_CONSTRAINT, "too much waits to be said"));
        }
    }

    /** Says a line, if there is a connection: after what waits, unless too much does. */
    void sayAnyway(String line) {
        Link present = link;
        if (present != null && !present.say(List.of(line))) {
            present.urgent(line);
        }
    }

    /** Says a line before all that wait, if there is a connection. */
    void urgent(String line) {
        Link present = link;
        if (present != null) {
            present.urgent(line);
        }
    }

    /** Does something later, unless this connection is not there any more. */
    void later(Duration when, Runnable what) {
        int mine = attempt;
        schedule.after(
                when,
                () -> {
                    lock.lock();
                    try {
                        if (mine == attempt && !giving) {
                            what.run();
                        }
                    } finally {
                        lock.unlock();
                    }
                    owner.rest();
                });
    }

    /** What the network says before it closes. */
    void farewell(String said) {
        farewell = said;
    }

    /** Leaves the network; a device that comes back begins anew. */
    void leave(String why) {
        Link present = link;
        idle();
        if (present != null) {
            present.leave(IrcLine.of("QUIT", why));
        }
    }

    /** Nobody wants a connection. */
    void idle() {
        begun = false;
        attempt++;
        registered = false;
        failures = 0;
        link = null;
    }

    // ── from one version of the bundle to the next ──

    /** Nothing that the network says is heard from now on. */
    void prepare() {
        giving = true;
        Link present = link;
        if (present != null && !registered) {
            present.close();
        }
    }

    /**
     * Gives the connection away, without the lock; who reads needs it.
     *
     * @return empty when there is none, or it cannot be given: then it is closed
     */
    Optional<Map<String, Object>> give(long until) {
        return present().flatMap(it -> it.give(until));
    }

    private Optional<Link> present() {
        lock.lock();
        try {
            return registered ? Optional.ofNullable(link) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with a connection; when that is not possible, with another. */
    void resume(Map<?, ?> state) {
        begun = true;
        attempt++;
        int mine = attempt;
        try {
            Link resumed = Link.resume(state, schedule, speed());
            link = resumed;
            registered = true;
            schedule.after(Duration.ZERO, () -> run(() -> resumed, it -> true, mine));
        } catch (IOException gone) {
            begin(Duration.ZERO);
        }
    }

    // ── by the network ──

    /** Gets a connection. */
    private interface Opening {
        Link open() throws IOException;
    }

    private void run(int mine) {
        StanzaError unreadable =
                StanzaError.of(Condition.INTERNAL_SERVER_ERROR, "the login cannot be read");
        Login known;
        try {
            known = login.get();
        } catch (StorageException failure) {
            lost(unreadable, mine);
            return;
        }
        run(
                () -> Link.open(network, schedule, speed()),
                opened -> attach(opened, known, mine),
                mine);
    }

    private void run(Opening opening, Predicate<Link> attaching, int mine) {
        StanzaError why = StanzaError.of(Condition.REMOTE_SERVER_TIMEOUT, "the network has gone");
        try {
            Link opened = opening.open();
            if (attaching.test(opened)) {
                opened.read(line -> heard(line, mine));
            } else {
                opened.close();
                // it may have been refused
                owner.rest();
            }
        } catch (IOException failure) {
            why = Refusals.of(failure);
        } finally {
            lost(why, mine);
        }
    }

    private boolean attach(Link opened, Login known, int mine) {
        lock.lock();
        try {
            if (mine != attempt || giving) {
                return false;
            }
            if (!known.isNone() && !opened.isPrivate()) {
                owner.refused(Refusals.IN_CLEAR);
                return false;
            }
            link = opened;
            farewell = "";
            owner.greeting(known).forEach(opened::urgent);
            later(PATIENCE, () -> hurry(opened));
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A server that never welcomes is left. */
    private void hurry(Link opened) {
        if (!registered) {
            opened.close();
        }
    }

    private boolean heard(IrcLine line, int mine) {
        lock.lock();
        try {
            if (giving) {
                return false;
            }
            if (mine == attempt) {
                owner.heard(line);
            }
        } finally {
            lock.unlock();
        }
        owner.rest();
        return true;
    }

    private void lost(StanzaError why, int mine) {
        lock.lock();
        try {
            if (mine != attempt || giving) {
                return;
            }
            link = null;
            registered = false;
            failures++;
            owner.lost(
                    farewell.isEmpty()
                            ? why
                            : StanzaError.of(why.condition(), Words.plain(farewell)));
        } finally {
            lock.unlock();
        }
        owner.rest();
    }
}
