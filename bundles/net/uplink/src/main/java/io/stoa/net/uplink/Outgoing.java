package io.stoa.net.uplink;

import io.stoa.bus.Schedule;
import io.stoa.stanza.Stanza;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What goes to the server: it waits until there is a stream, and is written in order by one thread
 * at a time. What was not written stays. Thread-safe.
 */
final class Outgoing {

    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    /** How long what is under way may take when it has to end. */
    static final Duration PARTING = Duration.ofSeconds(2);

    private final Waiting waiting;
    private final Schedule schedule;
    // there while the server takes what we send
    private final AtomicReference<@Nullable ServerStream> stream = new AtomicReference<>();
    private final Semaphore writing = new Semaphore(1);
    private volatile boolean given;

    Outgoing(Waiting waiting, Schedule schedule) {
        this.waiting = waiting;
        this.schedule = schedule;
    }

    /** Sends a stanza, now or when the server is there. */
    void send(Stanza stanza) {
        waiting.add(stanza);
        writeSoon();
    }

    /** The server takes what we send. */
    void opened(ServerStream opened) {
        stream.set(opened);
        writeSoon();
    }

    /** The stream is over. */
    void lost() {
        stream.set(null);
    }

    /** Returns the stream that is there, if one is. */
    @Nullable ServerStream stream() {
        return stream.get();
    }

    private void writeSoon() {
        if (stream.get() != null && !given && writing.tryAcquire()) {
            schedule.after(Duration.ZERO, this::drain);
        }
    }

    private void drain() {
        try {
            write();
        } finally {
            writing.release();
        }
        if (!waiting.isEmpty()) {
            writeSoon();
        }
    }

    private void write() {
        ServerStream to = stream.get();
        List<Stanza> first = waiting.first();
        while (to != null && !given && !first.isEmpty()) {
            try {
                to.write(first);
            } catch (IOException gone) {
                LOG.debug("the connection to the server is gone", gone);
                stream.compareAndSet(to, null);
                to.leave();
                return;
            }
            waiting.written(first.size());
            to = stream.get();
            first = waiting.first();
        }
    }

    /** Writes the last of it, unless the next version has it. */
    void finish() {
        if (!given && ends(writing)) {
            write();
        }
    }

    /** What waits goes to the next version, unless it is being written: nobody else writes then. */
    List<Stanza> give() {
        given = true;
        ServerStream present = stream.get();
        boolean written = ends(writing);
        if (!written && present != null) {
            // it does not read; what is half written is never complete
            present.leave();
            written = ends(writing);
        }
        if (written) {
            writing.release();
        }
        return waiting.take();
    }

    /** Takes what the version before has left. */
    void take(List<Stanza> stanzas) {
        given = false;
        waiting.give(stanzas);
        writeSoon();
    }

    /** Waits until a work is over; whoever has waited for it keeps it. */
    static boolean ends(Semaphore work) {
        try {
            return work.tryAcquire(PARTING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
