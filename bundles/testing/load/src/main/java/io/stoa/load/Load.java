package io.stoa.load;

import io.stoa.load.wire.Account;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Dialler;
import io.stoa.load.wire.Loop;
import io.stoa.load.wire.Purpose;
import io.stoa.load.wire.Target;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A generator of load: clients, their traffic, and the books. Thread-safe.
 *
 * <pre>{@code
 * try (Load load = Load.on(1)) {
 *     Target server = Target.plain(5222, "stoa.example");
 *     load.register(server, Load.accounts(100), 16);
 *     List<Client> clients = load.connect(server, Load.accounts(100), 16);
 *     Chat chat = load.chat(clients, 100);
 *     chat.atRate(500);
 *     Waiting.during(Duration.ofSeconds(10));
 *     Tally tally = chat.settle(Duration.ofSeconds(5));
 * }
 * }</pre>
 */
public final class Load implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final boolean relay;
    private final List<Loop> loops;
    private final Dialler dialler;
    private final Latencies latencies = new Latencies();
    private final Latencies logins = new Latencies();
    private final Ledger ledger = new Ledger(latencies);
    private final List<Client> clients = new ArrayList<>();

    private Load(int threads, boolean relay) {
        this.relay = relay;
        this.loops = IntStream.range(0, threads).mapToObj(it -> new Loop("load-" + it)).toList();
        this.dialler = new Dialler(loops);
    }

    /** Makes a generator that reads on so many threads. */
    public static Load on(int threads) {
        return new Load(threads, false);
    }

    /**
     * Makes a generator for a relay, which adds nothing: clients say themselves who they are, so
     * that the same bytes arrive as from a server.
     */
    public static Load ofRelay(int threads) {
        return new Load(threads, true);
    }

    /** Returns the accounts of the first numbers. */
    public static List<Account> accounts(int count) {
        return accounts(0, count);
    }

    /** Returns the accounts of so many numbers from the first on. */
    public static List<Account> accounts(int first, int count) {
        return IntStream.range(first, first + count).mapToObj(Account::number).toList();
    }

    /** Makes accounts in band (XEP-0077); those that exist are left. */
    public void register(Target target, List<Account> accounts, int atOnce)
            throws InterruptedException {
        dialler.connect(
                new Dialler.Plan(target, Purpose.REGISTER, accounts, ledger), atOnce, PATIENCE);
    }

    /** Logs accounts in and returns their clients, bound, in the same order. */
    public List<Client> connect(Target target, List<Account> accounts, int atOnce)
            throws InterruptedException {
        return connect(new Dialler.Plan(target, Purpose.SESSION, accounts, ledger), atOnce);
    }

    /** Logs accounts in, with stream management where the server offers it. */
    public List<Client> connectManaged(Target target, List<Account> accounts, int atOnce)
            throws InterruptedException {
        return connect(new Dialler.Plan(target, Purpose.MANAGED, accounts, ledger), atOnce);
    }

    /** Logs accounts in whose clients come back, with their sessions, whenever a stream ends. */
    public List<Client> connectReturning(Target target, List<Account> accounts, int atOnce)
            throws InterruptedException {
        return connect(new Dialler.Plan(target, Purpose.RETURNING, accounts, ledger), atOnce);
    }

    private List<Client> connect(Dialler.Plan plan, int atOnce) throws InterruptedException {
        Dialler.Plan timed =
                new Dialler.Plan(
                        plan.target(), plan.purpose(), plan.accounts(), new Timed(ledger, logins));
        List<Client> fresh = dialler.connect(timed, atOnce, PATIENCE);
        clients.addAll(fresh);
        return fresh;
    }

    private record Timed(Client.Listener onward, Latencies logins) implements Client.Listener {

        @Override
        public void ready(Client client) {
            logins.record(client.begun(), System.nanoTime());
            onward.ready(client);
        }

        @Override
        public void stanza(Client client, byte[] bytes, int from, int to) {
            onward.stanza(client, bytes, from, to);
        }

        @Override
        public void lost(Client client, String why) {
            onward.lost(client, why);
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

    /** Sets up conversations: the first client with the second, and so on. */
    public Chat chat(List<Client> speakers, int size) {
        return new Chat(ledger, speakers, size, relay);
    }

    /** Sets up pairs who see each other: the first client and the second, and so on. */
    public Company company(List<Client> people) {
        return new Company(ledger, people);
    }

    /** Sets up presence: each client's goes to the other members of its group. */
    public Broadcast presence(List<List<Client>> groups, int size) {
        Broadcast broadcast = new Broadcast();
        for (List<Client> group : groups) {
            broadcast.add(
                    group.stream()
                            .map(it -> source(it, Source.Frame.presence(), size, it.address()))
                            // RFC 6121 §4.4.2: one's own resources see it, too
                            .peek(it -> it.reaches(group))
                            .toList());
        }
        return broadcast;
    }

    private Source source(Client sender, Source.Frame frame, int size, String from) {
        return ledger.open(sender, frame, size, from);
    }

    /**
     * Sets up rooms: what an occupant says, all hear, and all in one order. Nicknames are the names
     * of the accounts.
     */
    public Broadcast rooms(Map<String, List<Client>> occupants, int size) {
        Broadcast broadcast = new Broadcast();
        occupants.forEach(
                (room, group) -> {
                    Order<Client> order = new Order<>();
                    broadcast.add(
                            group.stream()
                                    .map(it -> spoken(room, it, size))
                                    .peek(it -> it.reaches(group))
                                    .peek(it -> it.ordered(order))
                                    .toList());
                });
        return broadcast;
    }

    /** Sets up rooms to be entered, and watched for who leaves. */
    public Rooms enterable(Map<String, List<Client>> occupants, int size) {
        return new Rooms(ledger, occupants, rooms(occupants, size));
    }

    private Source spoken(String room, Client speaker, int size) {
        Source.Frame frame = Source.Frame.message(room, "groupchat", "");
        return source(speaker, frame, size, room + "/" + speaker.account().name());
    }

    /** Has clients ask something at a rate. */
    public Questions ask(
            String key, Questions.Question question, List<Client> askers, double perSecond) {
        List<Questions.Inquiry> inquiries =
                askers.stream().map(it -> new Questions.Inquiry(it, question)).toList();
        return new Questions(key, inquiries, ledger).atRate(perSecond);
    }

    /** Asks once and returns the answer, empty when there is none in time. */
    public Optional<String> request(Client asker, Questions.Question question, Duration patience)
            throws InterruptedException {
        return ledger.request(asker, question, patience);
    }

    /** Returns what an answer is: {@code result}, or the condition of the error. */
    public static String outcome(String answer) {
        return Ledger.outcome(answer);
    }

    /** Returns the times of all deliveries. */
    public Latencies latencies() {
        return latencies;
    }

    /** Returns the times from connecting to being bound. */
    public Latencies logins() {
        return logins;
    }

    /** Returns how many deliveries there were. */
    public long delivered() {
        return ledger.delivered();
    }

    /** Returns how many stanzas came changed, or to the wrong client. */
    public long corrupt() {
        return ledger.corrupt();
    }

    /** Returns how many clients were disconnected. */
    public long disconnects() {
        return ledger.disconnects();
    }

    /** Returns who was away and came back. */
    public Returns returns() {
        return ledger.returns();
    }

    /** Returns the first things that went wrong. */
    public List<String> remarks() {
        return ledger.remarks();
    }

    /** Returns how many stanzas were answered by which error. */
    public Map<String, Long> bounces() {
        return ledger.bounces();
    }

    /** Ends every stream, and the threads. */
    @Override
    public void close() {
        clients.forEach(Client::close);
        loops.forEach(Loop::close);
    }
}
