package io.stoa.service.gatewayirc.wire;

import io.stoa.bus.Schedule;
import io.stoa.gateway.TlsClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import javax.net.ssl.SSLSocket;

/**
 * A connection to a server of IRC. What is said goes out in order, a few lines at once and then one
 * after the other, as servers drop who is faster; what is heard is read no faster than may be, so
 * that a server that floods waits. Nobody who says something waits for the network. Thread-safe.
 */
public final class Link implements AutoCloseable {

    /**
     * How fast it may be.
     *
     * @param between what is between two lines that are said, after the first five
     * @param heard how many lines a second are heard, after the first thousand
     */
    public record Speed(Duration between, int heard) {

        private double said() {
            return (double) TimeUnit.SECONDS.toNanos(1) / between.toNanos();
        }
    }

    static final String SOCKET = "socket";
    static final String BELOW = "below";
    private static final String REST = "rest";
    private static final String LINES = "lines";
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int CONNECT_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int SOON_MILLIS = 300;
    private static final int LATER_MILLIS = 2_000;
    private static final int REST_SECONDS = 90;
    private static final long STALLED_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int WAITING = 200;
    private static final int URGENT = 50;
    private static final int SAID_AT_ONCE = 5;
    private static final int HEARD_AT_ONCE = 1_000;

    private final Socket socket;
    // what TLS lies upon: closing this one waits for nobody
    private final Socket below;
    private final OutputStream out;
    private final Schedule schedule;
    private final LineReader lines;
    private final Pace hearing;

    private final ReentrantLock queue = new ReentrantLock();
    private final Deque<String> waiting = new ArrayDeque<>();
    private final Deque<String> urgent = new ArrayDeque<>();
    private final Pace saying;
    private boolean draining;
    private boolean timed;
    private boolean leaving;
    private boolean given;
    private final Condition idle = queue.newCondition();

    // who reads leaves with the next bytes that come, and passes on what was not heard
    private volatile boolean giving;
    private final BlockingQueue<byte[]> rest = new LinkedBlockingQueue<>();
    private Optional<BlockingQueue<?>> before = Optional.empty();
    private long writingSince;

    private Link(Socket socket, Socket below, Schedule schedule, Speed speed) throws IOException {
        this.socket = socket;
        this.below = below;
        this.out = socket.getOutputStream();
        this.schedule = schedule;
        this.lines = new LineReader(socket.getInputStream());
        this.hearing = new Pace(HEARD_AT_ONCE, speed.heard());
        this.saying = new Pace(SAID_AT_ONCE, speed.said());
    }

    /** Changes how fast it may be. */
    public void goAt(Speed speed) {
        hearing.perSecond(speed.heard());
        saying.perSecond(speed.said());
    }

    /** Connects; on a thread that may block. */
    public static Link open(NetworkSpec network, Schedule schedule, Speed speed)
            throws IOException {
        Socket socket = new Socket();
        boolean done = false;
        try {
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.connect(new InetSocketAddress(network.host(), network.port()), CONNECT_MILLIS);
            Socket ready = network.tls() ? secured(socket, network) : socket;
            ready.setSoTimeout(SILENCE_MILLIS);
            Link link = new Link(ready, socket, schedule, speed);
            done = true;
            return link;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private static Socket secured(Socket socket, NetworkSpec network) throws IOException {
        return TlsClient.secured(socket, network.host(), network.port(), network.pin());
    }

    /** Goes on with a connection that was given away. */
    public static Link resume(Map<?, ?> state, Schedule schedule, Speed speed) throws IOException {
        if (state.get(SOCKET) instanceof Socket socket
                && state.get(BELOW) instanceof Socket below
                && state.get(REST) instanceof BlockingQueue<?> rest
                && state.get(LINES) instanceof List<?> lines) {
            Link link = new Link(socket, below, schedule, speed);
            link.before = Optional.of(rest);
            lines.forEach(it -> link.waiting.add((String) it));
            return link;
        }
        throw new IllegalArgumentException("it is no connection that is handed over");
    }

    /**
     * Gives the connection away, in types of the JDK. Nobody writes here any more; who reads may
     * wait for the next bytes yet, and passes them on.
     *
     * @param until the value of {@link System#nanoTime} until which to wait for who writes
     * @return empty when it cannot be given, because it takes nothing; it is closed then
     */
    public Optional<Map<String, Object>> give(long until) {
        giving = true;
        if (!awaitWriter(until)) {
            close();
            return Optional.empty();
        }
        queue.lock();
        try {
            List<String> all = new ArrayList<>(urgent);
            all.addAll(waiting);
            return Optional.of(
                    Map.of(SOCKET, socket, BELOW, below, REST, rest, LINES, List.copyOf(all)));
        } finally {
            queue.unlock();
        }
    }

    private boolean awaitWriter(long until) {
        queue.lock();
        try {
            given = true;
            long left = until - System.nanoTime();
            while (draining && left > 0) {
                left = idle.awaitNanos(left);
            }
            return !draining;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            queue.unlock();
        }
    }

    /** Tells whether nobody else can read what is said: it is secured, or stays on this machine. */
    public boolean isPrivate() {
        return socket instanceof SSLSocket || socket.getInetAddress().isLoopbackAddress();
    }

    /**
     * Reads until the connection ends, or is given away; a server that is silent is asked once
     * whether it lives.
     *
     * @param reader takes a line, and says whether it has: what it does not take, because the
     *     connection is given away, is for the next
     */
    public void read(Predicate<IrcLine> reader) throws IOException {
        try {
            if (before.isPresent()) {
                lines.begin(awaitRest(before.get()));
            }
            readLines(reader);
        } finally {
            if (giving) {
                rest.offer(lines.rest());
            } else {
                close();
            }
        }
    }

    /**
     * Who has read before leaves its place with the next bytes that come. If none do soon, the
     * server is asked for some: each connection at another moment, for after an update there are
     * many, and people wait.
     */
    private byte[] awaitRest(BlockingQueue<?> before) throws IOException {
        try {
            int soon = ThreadLocalRandom.current().nextInt(SOON_MILLIS, LATER_MILLIS);
            if (before.poll(soon, TimeUnit.MILLISECONDS) instanceof byte[] rest) {
                return rest;
            }
            urgent("PING :stoa");
            if (before.poll(REST_SECONDS, TimeUnit.SECONDS) instanceof byte[] rest) {
                return rest;
            }
            throw new IOException("who has read before has not left");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void readLines(Predicate<IrcLine> reader) throws IOException {
        boolean asked = false;
        while (!giving) {
            Optional<String> line = lines.poll();
            if (line.isPresent()) {
                asked = false;
                hearing.pass();
                if (!IrcLine.parse(line.get()).map(reader::test).orElse(true)) {
                    lines.back();
                    // it is being given away, though give() has not been called yet
                    giving = true;
                    return;
                }
                continue;
            }
            try {
                if (!lines.fill()) {
                    return;
                }
            } catch (SocketTimeoutException silence) {
                if (asked && !giving) {
                    throw silence;
                }
                asked = true;
                urgent("PING :stoa");
            }
        }
    }

    /**
     * Says lines soon, all or none.
     *
     * @return false when too many wait
     */
    public boolean say(Collection<String> said) {
        queue.lock();
        try {
            if (waiting.size() + said.size() > WAITING || isStalled()) {
                return false;
            }
            waiting.addAll(said);
            drainSoon();
            return true;
        } finally {
            queue.unlock();
        }
    }

    /** Says a line soon, before all that wait. A server that lets too many wait is left. */
    public void urgent(String line) {
        queue.lock();
        try {
            if (urgent.size() >= URGENT || isStalled()) {
                close();
                return;
            }
            urgent.add(line);
            drainSoon();
        } finally {
            queue.unlock();
        }
    }

    /** Says a last line and closes; what waits is not said. */
    public void leave(String line) {
        queue.lock();
        try {
            waiting.clear();
            leaving = true;
            urgent(line);
        } finally {
            queue.unlock();
        }
    }

    /** Tells whether something waits to be said. */
    public boolean isBusy() {
        queue.lock();
        try {
            return !waiting.isEmpty() && !isStalled();
        } finally {
            queue.unlock();
        }
    }

    /** A server that does not read is of no use. */
    private boolean isStalled() {
        boolean stalled = writingSince != 0 && System.nanoTime() - writingSince > STALLED_NANOS;
        if (stalled) {
            close();
        }
        return stalled;
    }

    private void drainSoon() {
        if (!draining && !given) {
            draining = true;
            schedule.after(Duration.ZERO, this::drain);
        }
    }

    private void drain() {
        Optional<String> next = next();
        while (next.isPresent()) {
            write(next.get());
            next = next();
        }
    }

    private Optional<String> next() {
        queue.lock();
        try {
            writingSince = 0;
            boolean more = !given && !below.isClosed() && !(urgent.isEmpty() && waiting.isEmpty());
            if (more && (!urgent.isEmpty() || saying.passes())) {
                writingSince = System.nanoTime();
                return Optional.of(urgent.isEmpty() ? waiting.remove() : urgent.remove());
            }
            draining = false;
            idle.signalAll();
            if (more) {
                wakeLater();
            } else if (leaving) {
                close();
            }
            return Optional.empty();
        } finally {
            queue.unlock();
        }
    }

    private void wakeLater() {
        if (!timed) {
            timed = true;
            schedule.after(Duration.ofNanos(saying.nanos()).plusMillis(1), this::wake);
        }
    }

    private void wake() {
        queue.lock();
        try {
            timed = false;
            drainSoon();
        } finally {
            queue.unlock();
        }
    }

    /** By one thread at a time: the one that drains. */
    private void write(String line) {
        try {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            LOG.debug("a connection to IRC is gone", gone);
            close();
        }
    }

    @Override
    public void close() {
        close(below);
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException already) {
            LOG.debug("a connection to IRC was gone already", already);
        }
    }
}
