package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Archiving;
import io.stoa.benchmarks.servers.Contestant;
import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Chat;
import io.stoa.load.Load;
import io.stoa.load.Tally;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 1:1 chat in a closed loop without and then with an archive (XEP-0313): each message is kept
 * twice, for who sends it and for whom it is sent to, before it is delivered.
 */
record ArchiveStoreScenario(String id, String title) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int AT_ONCE = 16;
    private static final int COPIES = 2;
    private static final String CPU = "cpu µs";

    @Override
    public boolean suits(Contestant contestant) {
        return !contestant.relays();
    }

    @Override
    public boolean archives() {
        return true;
    }

    @Override
    public Duration lasts(Settings settings) {
        return settings.traffic(Duration.ofSeconds(6)).multipliedBy(2);
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        try (Load load = Load.on(1)) {
            var accounts = Load.accounts(settings.sessions());
            load.register(server.plain(), accounts, AT_ONCE);
            List<Client> clients = load.connect(server.plain(), accounts, AT_ONCE);
            Archiving archiving = new Archiving(server, load, clients);
            archiving.set(false);
            Map<String, Double> without = talk(load, clients, server, settings);
            Map<String, Double> with = archived(archiving, settings);
            with.put("cpu µs without", without.getOrDefault(CPU, 0.0));
            double share = with.getOrDefault(CPU, 0.0) - without.getOrDefault(CPU, 0.0);
            with.put("cpu µs a copy", share / COPIES);
            Optional.ofNullable(with.get(Figures.DATABASE))
                    .ifPresent(it -> with.put("database cpu µs a copy", it / COPIES));
            return new Figures(with, Faults.of(load, Tally.NONE));
        }
    }

    private static Map<String, Double> archived(Archiving archiving, Settings settings)
            throws InterruptedException {
        archiving.set(true);
        try {
            return talk(archiving.load(), archiving.clients(), archiving.server(), settings);
        } finally {
            archiving.set(false);
        }
    }

    private static Map<String, Double> talk(
            Load load, List<Client> clients, Server server, Settings settings) {
        Chat chat = load.chat(clients, settings.size());
        chat.closedLoop(1);
        Waiting.during(settings.warmUp());
        Stopwatch watch = Stopwatch.start(server, load);
        Waiting.during(settings.measured());
        Map<String, Double> figures = watch.stop();
        Tally tally = chat.settle(PATIENCE);
        if (!tally.clean()) {
            throw new IllegalStateException(tally.toString());
        }
        return figures;
    }
}
