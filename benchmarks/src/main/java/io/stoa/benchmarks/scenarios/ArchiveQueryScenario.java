package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Archiving;
import io.stoa.benchmarks.servers.Contestant;
import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.Percentiles;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Questions.Question;
import io.stoa.load.Tally;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** The last page of one's archive (XEP-0313), by several who each ask again at once. */
record ArchiveQueryScenario(String id, String title) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FIRST = 18_000;
    private static final int ASKERS = 10;
    private static final int KEPT = 200;
    private static final int PAGE = 50;
    private static final double KB = 1024;

    private static final String QUERY =
            "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>"
                    + PAGE
                    + "</max><before/></set></query>";
    private static final String TEXT =
            "But, soft! what light through yonder window breaks? It is the east, and Juliet is the";

    @Override
    public boolean suits(Contestant contestant) {
        return !contestant.relays();
    }

    @Override
    public boolean archives() {
        return true;
    }

    @Override
    public String settings(Settings settings) {
        return "%d s after a warm-up of %d s, %d clients in a closed loop, pages of %d"
                .formatted(
                        settings.measured().toSeconds(),
                        settings.warmUp().toSeconds(),
                        ASKERS,
                        PAGE);
    }

    @Override
    public Duration lasts(Settings settings) {
        return settings.traffic(Duration.ofSeconds(10));
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        try (Load load = Load.on(1)) {
            var accounts = Load.accounts(FIRST, ASKERS);
            load.register(server.plain(), accounts, ASKERS);
            List<Client> clients = load.connect(server.plain(), accounts, ASKERS);
            new Archiving(server, load, clients).set(true);
            clients.forEach(ArchiveQueryScenario::fill);
            ask(load, clients, settings.warmUp());
            ProcessMeter meter = new ProcessMeter(server.pid());
            ProcessMeter.Reading before = meter.read();
            double databaseBefore = server.databaseCpu();
            load.latencies().clear();
            double allocatedBefore = server.allocated();
            long pages = ask(load, clients, settings.measured());
            double allocated = server.allocated() - allocatedBefore;
            double cpu = meter.read().since(before).cpu();
            double database = server.databaseCpu() - databaseBefore;
            Percentiles times = load.latencies().overall();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("cpu µs a result", cpu * 1e6 / (pages * PAGE));
            figures.put("cpu µs a page", cpu * 1e6 / pages);
            if (database > 0) {
                figures.put("database cpu µs a result", database * 1e6 / (pages * PAGE));
            }
            figures.put("per second", pages * PAGE / (double) settings.measured().toSeconds());
            figures.put("p50 ms", times.p50());
            figures.put("p99 ms", times.p99());
            figures.put("p99.9 ms", times.p999());
            figures.put("max ms", times.max());
            if (allocated > 0) {
                figures.put("allocated KB a page", allocated / KB / pages);
            }
            return new Figures(figures, Faults.of(load, Tally.NONE));
        }
    }

    /** As much as a server lets one say at once. */
    private static void fill(Client client) {
        for (int i = 0; i < KEPT; i++) {
            client.send(
                    "<message to='%s' type='chat' id='kept%d'><body>%s</body></message>"
                            .formatted(client.bare(), i, TEXT));
        }
    }

    private static long ask(Load load, List<Client> clients, Duration time) {
        LongAdder pages = new LongAdder();
        Queue<String> refused = new ConcurrentLinkedQueue<>();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Client client : clients) {
                askers.execute(
                        () -> {
                            while (System.nanoTime() < end && refused.isEmpty()) {
                                String answer = page(load, client);
                                if (answer.contains("<fin")) {
                                    pages.increment();
                                } else {
                                    refused.add("no page: " + answer);
                                }
                            }
                        });
            }
        }
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.peek());
        }
        return pages.sum();
    }

    private static String page(Load load, Client client) {
        long begin = System.nanoTime();
        try {
            String answer =
                    load.request(client, new Question("set", "", QUERY), PATIENCE).orElse("");
            load.latencies().record(begin, System.nanoTime());
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
