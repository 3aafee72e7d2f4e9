package io.stoa.load;

import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Requests of one kind, at a fixed rate from clients in turn, or once: each must get exactly one
 * answer (RFC 6120 §8.2.3). Thread-safe once it is set up.
 */
public final class Questions implements AutoCloseable {

    private final String key;
    private final List<Inquiry> inquiries;
    private final Latencies latencies = new Latencies();
    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
    private final LongAdder asked = new LongAdder();
    private final LongAdder twice = new LongAdder();
    private Optional<Pacer> pacer = Optional.empty();

    Questions(String key, List<Inquiry> inquiries, Ledger ledger) {
        this.key = key;
        this.inquiries = List.copyOf(inquiries);
        ledger.open(key, this);
    }

    /** Who asks what. */
    record Inquiry(Client asker, Question question) {}

    /** Asks so often a second, one asker after the other. */
    Questions atRate(double perSecond) {
        pacer = Optional.of(new Pacer(perSecond, this::ask, new Latencies()));
        return this;
    }

    /** Each asks once. */
    Questions once() {
        for (int i = 0; i < inquiries.size(); i++) {
            ask(i, System.nanoTime());
        }
        return this;
    }

    /**
     * A request.
     *
     * @param type get or set
     * @param to whom it is for, "" for one's own account
     * @param payload its payload
     */
    public record Question(String type, String to, String payload) {

        String xml(String id) {
            String addressed = to.isEmpty() ? "" : " to='" + to + "'";
            return "<iq type='" + type + "'" + addressed + " id='" + id + "'>" + payload + "</iq>";
        }
    }

    private void ask(long count, long intended) {
        Inquiry inquiry = inquiries.get((int) (count % inquiries.size()));
        String id = key + '.' + count;
        open.put(id, intended);
        asked.increment();
        inquiry.asker().send(inquiry.question().xml(id));
    }

    void answered(String id, Client client, String outcome) {
        Long intended = open.remove(id);
        if (intended == null) {
            twice.increment();
        } else {
            latencies.record(intended, System.nanoTime());
            outcomes.computeIfAbsent(outcome, any -> new LongAdder()).increment();
        }
    }

    /** Returns the times to the answers. */
    public Latencies latencies() {
        return latencies;
    }

    /** Asks no more. */
    @Override
    public void close() {
        pacer.ifPresent(Pacer::close);
    }

    /** Waits until everything is answered, or patience is over; then says how it went. */
    public Answers settle(Duration patience) {
        close();
        long deadline = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            Waiting.millis(5);
        }
        return now();
    }

    /** Says how it goes. */
    public Answers now() {
        Map<String, Long> counts = new TreeMap<>();
        outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return new Answers(asked.sum(), counts, open.size(), twice.sum(), latencies.overall());
    }

    /** Returns how many have waited longer than that. */
    public long waitingLongerThan(Duration time) {
        long border = System.nanoTime() - time.toNanos();
        return open.values().stream().filter(it -> it < border).count();
    }

    /**
     * What became of the requests.
     *
     * @param asked how many were sent
     * @param outcomes how many were answered how: result, or the condition of the error
     * @param unanswered how many were not answered
     * @param twice how many answers came once more, or to nothing
     * @param latency the times to the answers
     */
    public record Answers(
            long asked,
            Map<String, Long> outcomes,
            long unanswered,
            long twice,
            Percentiles latency) {

        /** Tells whether each got exactly one answer. */
        public boolean exact() {
            return unanswered == 0 && twice == 0;
        }
    }
}
