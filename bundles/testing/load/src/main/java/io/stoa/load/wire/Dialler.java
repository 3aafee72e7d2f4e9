package io.stoa.load.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import javax.net.ssl.SSLContext;

/** Connects many clients, so many at a time. Thread-safe. */
public final class Dialler {

    private final List<Loop> loops;
    private final Scram.Salted salted = new Scram.Salted();
    private final SSLContext tls = Tls.context();

    /** Makes a dialler for loops, among which the clients are divided. */
    public Dialler(List<Loop> loops) {
        this.loops = List.copyOf(loops);
    }

    /**
     * Connects the accounts and waits for them.
     *
     * @param atOnce how many may be on their way at once
     * @param patience how long one may take
     * @throws IllegalStateException when one does not arrive
     */
    public List<Client> connect(Plan plan, int atOnce, Duration patience)
            throws InterruptedException {
        int count = plan.accounts().size();
        AtomicReferenceArray<Client> arrived = new AtomicReferenceArray<>(count);
        Semaphore places = new Semaphore(atOnce);
        Arrival arrival = new Arrival(plan.listener(), arrived, places);
        var shared = new Client.Shared(plan.target(), plan.purpose(), salted, tls);
        for (int number = 0; number < count; number++) {
            await(places, 1, patience, arrival);
            int current = number;
            Loop loop = loops.get(number % loops.size());
            Account account = plan.accounts().get(number);
            loop.execute(() -> Client.connect(loop, current, account, shared, arrival));
        }
        await(places, atOnce, patience, arrival);
        return IntStream.range(0, count).mapToObj(arrived::get).toList();
    }

    private static void await(Semaphore places, int count, Duration patience, Arrival arrival)
            throws InterruptedException {
        boolean there = places.tryAcquire(count, patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!there || !arrival.failure.isEmpty()) {
            String why = arrival.failure.isEmpty() ? "nothing happens" : arrival.failure;
            throw new IllegalStateException("a client could not log in: " + why);
        }
    }

    /**
     * Who connects where.
     *
     * @param target the server
     * @param purpose why
     * @param accounts who
     * @param listener who is told of what follows
     */
    public record Plan(
            Target target, Purpose purpose, List<Account> accounts, Client.Listener listener) {}

    private static final class Arrival implements Client.Listener {

        private final Client.Listener onward;
        private final AtomicReferenceArray<Client> arrived;
        private final Semaphore places;
        private volatile String failure = "";

        Arrival(Client.Listener onward, AtomicReferenceArray<Client> arrived, Semaphore places) {
            this.onward = onward;
            this.arrived = arrived;
            this.places = places;
        }

        @Override
        public void ready(Client client) {
            arrived.set(client.number(), client);
            onward.ready(client);
            places.release();
        }

        @Override
        public void stanza(Client client, byte[] bytes, int from, int to) {
            onward.stanza(client, bytes, from, to);
        }

        @Override
        public void lost(Client client, String why) {
            if (client.address().isEmpty()) {
                failure = client.account().name() + ": " + why;
                places.release();
            } else {
                onward.lost(client, why);
            }
        }

        @Override
        public void left(Client client, String why) {
            onward.left(client, why);
        }

        @Override
        public void back(Client client, long leftAt) {
            onward.back(client, leftAt);
        }
    }
}
