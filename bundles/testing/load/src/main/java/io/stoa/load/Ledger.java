package io.stoa.load;

import io.stoa.load.wire.Client;
import io.stoa.load.wire.Scan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Books what arrives: deliveries, answers, disconnects. Thread-safe. */
final class Ledger implements Client.Listener {

    /** Whoever looks at presence. */
    interface Watcher {
        void presence(Client client, byte[] bytes, int from, int to);
    }

    private static final byte[] ERROR = Scan.bytes(" type='error'");
    private static final byte[] ERROR_TOO = Scan.bytes(" type=\"error\"");
    private static final byte[] IQ = Scan.bytes("<iq");
    private static final byte[] PRESENCE = Scan.bytes("<presence");
    private static final int REMEMBERED = 100;

    private final Latencies latencies;
    private final List<Source> sources = new CopyOnWriteArrayList<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final Map<String, Questions> questions = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<String>> awaited = new ConcurrentHashMap<>();
    private final LongAdder delivered = new LongAdder();
    private final AtomicInteger asked = new AtomicInteger();
    private final LongAdder corrupt = new LongAdder();
    private final LongAdder disconnects = new LongAdder();
    private final Returns returns = new Returns();
    private final Queue<String> remarks = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> bounces = new ConcurrentHashMap<>();

    Ledger(Latencies latencies) {
        this.latencies = latencies;
    }

    /** Opens an account for a source; it is called by the thread that sets the traffic up. */
    Source open(Client sender, Source.Frame frame, int size, String from) {
        Source source = new Source(sources.size(), sender, frame, size, from);
        sources.add(source);
        return source;
    }

    void open(String key, Questions asked) {
        questions.put(key, asked);
    }

    void open(Watcher watcher) {
        watchers.add(watcher);
    }

    @Override
    public void ready(Client client) {
        // whoever connected the client knows
    }

    @Override
    public void lost(Client client, String why) {
        disconnects.increment();
        remark(client.account().name() + " was disconnected: " + why);
    }

    @Override
    public void left(Client client, String why) {
        returns.left(why);
    }

    @Override
    public void back(Client client, long leftAt) {
        returns.back(leftAt);
    }

    Returns returns() {
        return returns;
    }

    void remark(String text) {
        if (remarks.size() < REMEMBERED) {
            remarks.add(text);
        }
    }

    @Override
    public void stanza(Client client, byte[] bytes, int from, int to) {
        if (Scan.at(bytes, from, to, IQ)) {
            answer(client, bytes, from, to);
            return;
        }
        if (Scan.at(bytes, from, to, PRESENCE)) {
            watchers.forEach(it -> it.presence(client, bytes, from, to));
        }
        int head = Scan.head(bytes, from, to);
        if (Scan.find(bytes, from, head, ERROR) >= 0
                || Scan.find(bytes, from, head, ERROR_TOO) >= 0) {
            bounce(bytes, from, to);
            return;
        }
        int mark = Scan.find(bytes, head, to, Stamp.MARK);
        if (mark >= 0) {
            deliver(client, bytes, from, head, Stamp.read(bytes, mark + 1, to));
        }
    }

    private void deliver(Client client, byte[] bytes, int from, int head, Stamp stamp) {
        Optional<Source> source = source(stamp.source());
        Optional<Flow> flow = source.flatMap(it -> it.flow(client));
        if (flow.isEmpty() || !source.orElseThrow().isFrom(bytes, from, head)) {
            corrupt.increment();
            remark(client.account().name() + " received what is corrupt or not for him: " + stamp);
            return;
        }
        long now = System.nanoTime();
        source.get().delivered(client, flow.get(), stamp, now);
        latencies.record(stamp.intended(), now);
        delivered.increment();
        source.get().arrived();
    }

    private Optional<Source> source(int number) {
        return number >= 0 && number < sources.size()
                ? Optional.of(sources.get(number))
                : Optional.empty();
    }

    /** An error to what we sent: the id says to which. */
    private void bounce(byte[] bytes, int from, int to) {
        String id = Scan.attribute(bytes, from, to, "id");
        if (!id.matches("S:\\d{1,9}\\.\\d{1,9}")) {
            return;
        }
        int dot = id.indexOf('.');
        int sequence = Integer.parseInt(id.substring(dot + 1));
        source(Integer.parseInt(id.substring(2, dot))).stream()
                .flatMap(it -> it.flows().stream())
                .forEach(it -> it.bounced(sequence));
        bounces.computeIfAbsent(condition(Scan.text(bytes, from, to)), key -> new LongAdder())
                .increment();
    }

    /** Returns the defined condition of an error (RFC 6120 §8.3.3). */
    static String condition(String xml) {
        int error = xml.indexOf("<error");
        String inside = error < 0 ? "" : xml.substring(xml.indexOf('>', error) + 1);
        String name = Scan.between(inside, "<", ">").split("[ /]", 2)[0];
        return name.isEmpty() ? "error" : name;
    }

    private void answer(Client client, byte[] bytes, int from, int to) {
        String id = Scan.attribute(bytes, from, to, "id");
        BlockingQueue<String> waiting = awaited.get(id);
        if (waiting != null) {
            waiting.add(Scan.text(bytes, from, to));
            return;
        }
        Questions kind = questions.get(id.substring(0, Math.max(0, id.indexOf('.'))));
        if (kind != null) {
            kind.answered(id, client, outcome(bytes, from, to));
        }
    }

    private static String outcome(byte[] bytes, int from, int to) {
        boolean failed = Scan.attribute(bytes, from, to, "type").equals("error");
        return failed ? condition(Scan.text(bytes, from, to)) : "result";
    }

    static String outcome(String xml) {
        byte[] bytes = Scan.bytes(xml);
        return outcome(bytes, 0, bytes.length);
    }

    /** Asks and waits for the answer. */
    Optional<String> request(Client client, Questions.Question question, Duration patience)
            throws InterruptedException {
        String id = "once" + asked.getAndIncrement();
        BlockingQueue<String> answers = new LinkedBlockingQueue<>();
        awaited.put(id, answers);
        client.send(question.xml(id));
        String answer = answers.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        awaited.remove(id);
        return Optional.ofNullable(answer);
    }

    long delivered() {
        return delivered.sum();
    }

    long corrupt() {
        return corrupt.sum();
    }

    long disconnects() {
        return disconnects.sum();
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    Map<String, Long> bounces() {
        Map<String, Long> counts = new ConcurrentHashMap<>();
        bounces.forEach((condition, count) -> counts.put(condition, count.sum()));
        return counts;
    }

    Tally tally() {
        return sources.stream().map(Source::tally).reduce(Tally.NONE, Tally::plus);
    }
}
