package io.stoa.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered stanzas that many receive: presence, what is said in a room. Not thread-safe. */
public final class Broadcast implements AutoCloseable {

    private final List<Source> sources = new ArrayList<>();
    private final Latencies lateness = new Latencies();
    private Optional<Pacer> pacer = Optional.empty();
    private volatile boolean talking;

    Broadcast() {}

    void add(Source source) {
        sources.add(source);
    }

    /** Sends so many stanzas a second, one source after the other. */
    public void atRate(double perSecond) {
        talking = true;
        pacer = Optional.of(new Pacer(perSecond, this::send, lateness));
    }

    private void send(long count, long intended) {
        sources.get((int) (count % sources.size())).send(intended);
    }

    /** Sends the next stanza when all have received the last one. */
    public void closedLoop() {
        talking = true;
        for (Source source : sources) {
            Round round = new Round(source);
            source.echo(round);
            round.begin();
        }
    }

    private final class Round implements Source.Echo {

        private final Source source;
        private final AtomicInteger due = new AtomicInteger();

        Round(Source source) {
            this.source = source;
        }

        void begin() {
            due.set(source.flows().size());
            source.send(System.nanoTime());
        }

        @Override
        public void arrived(Source same) {
            if (due.decrementAndGet() == 0 && talking) {
                begin();
            }
        }
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
