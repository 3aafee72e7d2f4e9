package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Chat;
import io.stoa.load.Load;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Clients that do not read what is sent to them, and others who must not notice. */
record SlowScenario(String id, String title) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SLOW = 20;
    private static final int FIRST = 30_000;
    private static final int LARGE = 8192;
    private static final int FLOOD = 4000;
    private static final int HEALTHY = 100;
    private static final int AT_ONCE = 8;

    @Override
    public Duration lasts(Settings settings) {
        return settings.traffic(Duration.ofSeconds(20));
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        try (Load sick = Load.on(1);
                Load healthy = Load.on(1)) {
            var accounts = Load.accounts(FIRST, 2 * SLOW);
            sick.register(server.plain(), accounts, AT_ONCE);
            List<Client> flooded = sick.connect(server.plain(), accounts, AT_ONCE);
            var others = Load.accounts(20);
            healthy.register(server.plain(), others, AT_ONCE);
            Chat chat = healthy.chat(healthy.connect(server.plain(), others, AT_ONCE), 80);
            chat.atRate(HEALTHY);
            Waiting.during(settings.warmUp());
            ProcessMeter meter = new ProcessMeter(server.pid());
            long before = meter.read().rss();
            Stopwatch watch = Stopwatch.start(server, healthy);
            for (int i = 1; i < flooded.size(); i += 2) {
                flooded.get(i).reading(false);
            }
            try (Chat flood = sick.chat(flooded, LARGE)) {
                flood.atRate(FLOOD);
                Waiting.during(settings.measured());
            }
            Map<String, Double> all = watch.stop();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("others' p50 ms", all.get("p50 ms"));
            figures.put("others' p99 ms", all.get("p99 ms"));
            figures.put("others' max ms", all.get("max ms"));
            figures.put("rss grown MB", (meter.read().rss() - before) / 1024.0);
            figures.put("slow ones disconnected", (double) sick.disconnects());
            return new Figures(figures, Faults.of(healthy, chat.settle(PATIENCE)));
        }
    }
}
