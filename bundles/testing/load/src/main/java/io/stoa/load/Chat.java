package io.stoa.load;

import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Numbered messages in pairs, both ways. Not thread-safe. */
public final class Chat implements AutoCloseable {

    private final List<Source> sources = new ArrayList<>();
    private final Latencies lateness = new Latencies();
    private final Latencies latencies = new Latencies();
    private Optional<Pacer> pacer = Optional.empty();
    private volatile boolean talking;

    /**
     * Sets up pairs: the first client with the second, the third with the fourth.
     *
     * @param size how many bytes a body has
     * @param relay whether the sender has to say who it is
     */
    Chat(Ledger ledger, List<Client> clients, int size, boolean relay) {
        for (int i = 0; i + 1 < clients.size(); i += 2) {
            Client one = clients.get(i);
            Client other = clients.get(i + 1);
            sources.add(source(ledger, one, other, size, relay));
            sources.add(source(ledger, other, one, size, relay));
        }
        sources.forEach(it -> it.timed(latencies));
    }

    private static Source source(Ledger ledger, Client from, Client to, int size, boolean relay) {
        Source.Frame frame =
                Source.Frame.message(to.address(), "chat", relay ? from.address() : "");
        Source source = ledger.open(from, frame, size, from.address());
        source.reaches(List.of(to));
        return source;
    }

    /** Sends so many messages a second, one source after the other. */
    public void atRate(double perSecond) {
        talking = true;
        pacer = Optional.of(new Pacer(perSecond, this::send, lateness));
    }

    private void send(long count, long intended) {
        sources.get((int) (count % sources.size())).send(intended);
    }

    /**
     * Answers every message with a message.
     *
     * @param window how many are on their way in a pair
     */
    public void closedLoop(int window) {
        talking = true;
        for (int i = 0; i < sources.size(); i += 2) {
            Source one = sources.get(i);
            Source other = sources.get(i + 1);
            one.echo(arrived -> reply(other));
            other.echo(arrived -> reply(one));
            for (int ball = 0; ball < window; ball++) {
                one.send(System.nanoTime());
            }
        }
    }

    private void reply(Source source) {
        if (talking) {
            source.send(System.nanoTime());
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
