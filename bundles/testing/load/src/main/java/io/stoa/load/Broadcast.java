package io.stoa.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered stanzas that many receive: presence, what is said in a room. Not thread-safe. */
public final class Broadcast implements AutoCloseable {

    private final List<List<Source>> groups = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final Latencies lateness = new Latencies();
    private final Latencies latencies = new Latencies();
    private Optional<Pacer> pacer = Optional.empty();
    private volatile boolean talking;

    Broadcast() {}

    /** Adds sources that speak in turn, because the same clients hear them. */
    void add(List<Source> group) {
        group.forEach(it -> it.timed(latencies));
        groups.add(List.copyOf(group));
        sources.addAll(group);
    }

    /** Sends so many stanzas a second, one source after the other. */
    public void atRate(double perSecond) {
        talking = true;
        pacer = Optional.of(new Pacer(perSecond, this::send, lateness));
    }

    private void send(long count, long intended) {
        sources.get((int) (count % sources.size())).send(intended);
    }

    /**
     * Sends so many stanzas a second, so many at once in one group, then in the next: what several
     * say at the same moment must be heard in one order.
     */
    public void inBursts(double perSecond, int atOnce) {
        talking = true;
        pacer =
                Optional.of(
                        new Pacer(perSecond / atOnce, (n, at) -> burst(n, at, atOnce), lateness));
    }

    private void burst(long count, long intended, int atOnce) {
        List<Source> group = groups.get((int) (count % groups.size()));
        long first = count / groups.size() * atOnce;
        for (int i = 0; i < atOnce; i++) {
            group.get((int) ((first + i) % group.size())).send(intended);
        }
    }

    /** Sends one stanza of each source. */
    public void once() {
        sources.forEach(it -> it.send(System.nanoTime()));
    }

    /** In each group the next speaks when all have heard the last. */
    public void closedLoop() {
        talking = true;
        for (List<Source> group : groups) {
            Round round = new Round(group);
            group.forEach(it -> it.echo(round));
            round.next();
        }
    }

    private final class Round implements Source.Echo {

        private final List<Source> group;
        private final AtomicInteger due = new AtomicInteger();
        private final AtomicInteger turn = new AtomicInteger();

        Round(List<Source> group) {
            this.group = group;
        }

        void next() {
            Source source = group.get(turn.getAndIncrement() % group.size());
            due.set(source.flows().size());
            source.send(System.nanoTime());
        }

        @Override
        public void arrived(Source source) {
            if (due.decrementAndGet() == 0 && talking) {
                next();
            }
        }
    }

    /** Returns the times of its deliveries. */
    public Latencies latencies() {
        return latencies;
    }

    /** Returns by how much the generator itself was late. */
    public Latencies lateness() {
        return lateness;
    }

    /** Sends no more. */
    @Override
    public void close() {
        talking = false;
        pacer.ifPresent(Pacer::close);
        pacer = Optional.empty();
    }

    /** Waits until everything has arrived, or patience is over; then says what became of it. */
    public Tally settle(Duration patience) {
        close();
        Waiting.until(() -> tally().lost() == 0, patience);
        return tally();
    }

    /** Says what became of everything that was sent. */
    public Tally tally() {
        return sources.stream().map(Source::tally).reduce(Tally.NONE, Tally::plus);
    }
}
