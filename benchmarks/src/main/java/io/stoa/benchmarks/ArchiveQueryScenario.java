package io.stoa.benchmarks;

import io.stoa.benchmarks.servers.ArchivingServer;
import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.Percentiles;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Questions.Question;
import io.stoa.load.Tally;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** The last page of one's archive (XEP-0313), by several who each ask again a moment later. */
record ArchiveQueryScenario(String id, String title) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int FIRST = 18_000;
    private static final int ASKERS = 10;
    private static final int KEPT = 200;
    private static final int PAGE = 50;

    /** More of this than a server allows a feature is not what is measured. */
    private static final int PAUSE = 40;

    private static final String QUERY =
            "<query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>"
                    + PAGE
                    + "</max><before/></set></query>";
    private static final String TEXT =
            "But, soft! what light through yonder window breaks? It is the east, and Juliet is the";

    @Override
    public boolean suits(Server server) {
        return server instanceof ArchivingServer;
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        ArchivingServer archiving = (ArchivingServer) server;
        archiving.archive(true);
        try (Load load = Load.on(1)) {
            var accounts = Load.accounts(FIRST, ASKERS);
            load.register(server.plain(), accounts, ASKERS);
            List<Client> clients = load.connect(server.plain(), accounts, ASKERS);
            clients.forEach(ArchiveQueryScenario::fill);
            ask(load, clients, settings.warmUp());
            ProcessMeter meter = new ProcessMeter(server.pid());
            ProcessMeter.Reading before = meter.read();
            load.latencies().clear();
            long pages = ask(load, clients, settings.measured());
            double cpu = meter.read().since(before).cpu();
            Percentiles times = load.latencies().overall();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("cpu µs a result", cpu * 1e6 / (pages * PAGE));
            figures.put("cpu µs a page", cpu * 1e6 / pages);
            figures.put("per second", pages * PAGE / (double) settings.measured().toSeconds());
            figures.put("p50 ms", times.p50());
            figures.put("p99 ms", times.p99());
            return new Figures(figures, Faults.of(load, Tally.NONE));
        } finally {
            archiving.archive(false);
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
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Client client : clients) {
                askers.execute(
                        () -> {
                            while (System.nanoTime() < end && answered(load, client)) {
                                pages.increment();
                                Waiting.millis(PAUSE);
                            }
                        });
            }
        }
        return pages.sum();
    }

    private static boolean answered(Load load, Client client) {
        long begin = System.nanoTime();
        try {
            String answer =
                    load.request(client, new Question("set", "", QUERY), PATIENCE).orElse("");
            load.latencies().record(begin, System.nanoTime());
            if (!answer.contains("<fin")) {
                throw new IllegalStateException("no page: " + answer);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
