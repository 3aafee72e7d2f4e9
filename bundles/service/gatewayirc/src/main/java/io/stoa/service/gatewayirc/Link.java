package io.stoa.service.gatewayirc;

import io.stoa.bus.Schedule;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection to a server of IRC. What is said goes out in order, a few lines at once and then one
 * after the other, as servers drop who is faster. Thread-safe.
 */
final class Link implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final int CONNECT_MILLIS = 15_000;
    private static final int SILENCE_MILLIS = 60_000;
    private static final int WAITING = 200;
    private static final int BURST = 5;

    private final Socket socket;
    private final OutputStream out;
    private final Schedule schedule;
    private final Duration pace;
    private final ReentrantLock queue = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Deque<String> waiting = new ArrayDeque<>();
    private boolean draining;
    private double left = BURST;
    private long at = System.nanoTime();

    private Link(Socket socket, Schedule schedule, Duration pace) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.schedule = schedule;
        this.pace = pace;
    }

    /** Connects; on a thread that may block. */
    static Link open(NetworkSpec network, Schedule schedule, Duration pace) throws IOException {
        Socket socket = new Socket();
        boolean done = false;
        try {
            socket.setSoTimeout(CONNECT_MILLIS);
            socket.connect(new InetSocketAddress(network.host(), network.port()), CONNECT_MILLIS);
            Socket ready = network.tls() ? secured(socket, network) : socket;
            ready.setSoTimeout(SILENCE_MILLIS);
            Link link = new Link(ready, schedule, pace);
            done = true;
            return link;
        } finally {
            if (!done) {
                socket.close();
            }
        }
    }

    private static Socket secured(Socket socket, NetworkSpec network) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secured =
                (SSLSocket) factory.createSocket(socket, network.host(), network.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        // RFC 2818 §3.1: the certificate is for the name that was asked for
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    /** Reads until the connection ends; a server that is silent is asked once whether it lives. */
    void read(Consumer<IrcLine> reader) throws IOException {
        LineReader lines = new LineReader(socket.getInputStream());
        boolean asked = false;
        while (true) {
            try {
                Optional<String> line = lines.next();
                if (line.isEmpty()) {
                    return;
                }
                asked = false;
                IrcLine.parse(line.get()).ifPresent(reader);
            } catch (SocketTimeoutException silence) {
                if (asked) {
                    throw silence;
                }
                asked = true;
                now("PING :stoa");
            }
        }
    }

    /**
     * Says lines soon, all or none.
     *
     * @return false when too many wait
     */
    boolean say(Collection<String> lines) {
        queue.lock();
        try {
            if (waiting.size() + lines.size() > WAITING) {
                return false;
            }
            waiting.addAll(lines);
            if (!draining) {
                draining = true;
                schedule.after(Duration.ZERO, this::drain);
            }
            return true;
        } finally {
            queue.unlock();
        }
    }

    private void drain() {
        Optional<String> next = next();
        while (next.isPresent()) {
            now(next.get());
            next = next();
        }
    }

    private Optional<String> next() {
        queue.lock();
        try {
            long now = System.nanoTime();
            left = Math.min(BURST, left + (double) (now - at) / pace.toNanos());
            at = now;
            if (waiting.isEmpty() || socket.isClosed()) {
                draining = false;
                return Optional.empty();
            }
            if (left < 1) {
                schedule.after(pace, this::drain);
                return Optional.empty();
            }
            left--;
            return Optional.of(waiting.remove());
        } finally {
            queue.unlock();
        }
    }

    /** Says a line before all that wait; may block. */
    void now(String line) {
        writing.lock();
        try {
            out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException gone) {
            close();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException already) {
            LOG.debug("a connection to IRC was gone already", already);
        }
    }
}
