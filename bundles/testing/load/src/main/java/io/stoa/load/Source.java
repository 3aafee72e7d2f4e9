package io.stoa.load;

import io.stoa.load.wire.Client;
import io.stoa.load.wire.Scan;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbered stanzas of one client, and whoever must receive each of them. Thread-safe once it is set
 * up.
 */
public final class Source {

    /** What happens when a stanza has arrived, on the receiver's loop. */
    interface Echo {
        void arrived(Source source);
    }

    /** The stanza around the stamp. */
    static final class Frame {

        private final byte[] before;
        private final byte[] between;
        private final byte[] after;

        private Frame(String before, String between, String after) {
            this.before = Scan.bytes(before);
            this.between = Scan.bytes(between);
            this.after = Scan.bytes(after);
        }

        static Frame message(String to, String type, String from) {
            String sender = from.isEmpty() ? "" : "from='" + from + "' ";
            return new Frame(
                    "<message " + sender + "to='" + to + "' type='" + type + "' id='",
                    "'><body>",
                    "</body></message>");
        }

        static Frame presence() {
            return new Frame("<presence id='", "'><status>", "</status></presence>");
        }

        private ByteBuffer fill(Stamp stamp, int size) {
            byte[] id = Scan.bytes("S:" + stamp.source() + "." + stamp.sequence());
            int around = before.length + id.length + between.length + after.length;
            ByteBuffer out = ByteBuffer.allocate(around + Math.max(size, NUMBERS));
            out.put(before).put(id).put(between);
            stamp.write(out, size);
            return out.put(after).flip();
        }
    }

    /** As long as the numbers of a stamp may be. */
    private static final int NUMBERS = 64;

    private final int number;
    private final Client sender;
    private final Frame frame;
    private final int size;
    private final byte[] from;
    private final Map<Client, Flow> flows = new LinkedHashMap<>();
    private Optional<Latencies> latencies = Optional.empty();
    private Optional<Order<Client>> order = Optional.empty();
    private final AtomicInteger sent = new AtomicInteger();

    /** What begins a closed loop and what answers are two threads; numbers go out in order. */
    private final Lock sending = new ReentrantLock();

    private volatile Optional<Echo> echo = Optional.empty();

    /**
     * Makes a source.
     *
     * @param from the address that the receivers must see
     */
    Source(int number, Client sender, Frame frame, int size, String from) {
        this.number = number;
        this.sender = sender;
        this.frame = frame;
        this.size = size;
        this.from = Scan.bytes(from);
    }

    void reaches(Collection<Client> receivers) {
        receivers.forEach(it -> flows.put(it, new Flow()));
    }

    /** Has the times noted there, beside everybody's. */
    void timed(Latencies there) {
        latencies = Optional.of(there);
    }

    /** Has all receivers hear it in one order with what else is said there. */
    void ordered(Order<Client> there) {
        order = Optional.of(there);
    }

    void echo(Echo whatFollows) {
        echo = Optional.of(whatFollows);
    }

    Optional<Flow> flow(Client receiver) {
        return Optional.ofNullable(flows.get(receiver));
    }

    Collection<Flow> flows() {
        return flows.values();
    }

    /** Sends the next stanza. */
    void send(long intended) {
        sending.lock();
        try {
            Stamp stamp = new Stamp(number, sent.getAndIncrement(), intended);
            sender.send(frame.fill(stamp, size));
        } finally {
            sending.unlock();
        }
    }

    /** Notes a delivery. */
    void delivered(Client receiver, Flow flow, Stamp stamp, long now) {
        boolean late = order.isPresent() && order.get().late(receiver, number, stamp.sequence());
        flow.delivered(stamp.sequence(), late);
        latencies.ifPresent(it -> it.record(stamp.intended(), now));
    }

    void arrived() {
        if (echo.isPresent()) {
            echo.get().arrived(this);
        }
    }

    /** Tells whether a stanza says that it is from whom it should be. */
    boolean isFrom(byte[] bytes, int begin, int head) {
        return Scan.find(bytes, begin, head, from) >= 0;
    }

    Tally tally() {
        int count = sent.get();
        return flows.values().stream().map(it -> it.tally(count)).reduce(Tally.NONE, Tally::plus);
    }

    long sent() {
        return sent.get();
    }
}
