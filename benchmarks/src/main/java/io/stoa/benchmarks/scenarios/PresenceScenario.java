package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Broadcast;
import io.stoa.load.Load;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Presence to twenty contacts: everybody of a group of 21 has everybody else on the roster. */
record PresenceScenario(String id, String title) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int GROUP = 21;
    private static final int AT_ONCE = 8;
    private static final int FIRST = 10_000;

    @Override
    public Duration lasts(Settings settings) {
        return settings.traffic(Duration.ofSeconds(25));
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        int count = Math.max(1, settings.sessions() / GROUP) * GROUP;
        try (Load load = Load.on(1)) {
            var accounts = Load.accounts(FIRST, count);
            load.register(server.plain(), accounts, AT_ONCE);
            List<Client> clients = load.connect(server.plain(), accounts, AT_ONCE);
            List<List<Client>> groups = new ArrayList<>();
            for (int from = 0; from < count; from += GROUP) {
                groups.add(clients.subList(from, from + GROUP));
            }
            clients.forEach(
                    it -> it.send("<iq type='get' id='r'><query xmlns='jabber:iq:roster'/></iq>"));
            clients.forEach(it -> it.send("<presence/>"));
            befriend(load, groups);
            Broadcast broadcast = load.presence(groups, settings.size());
            broadcast.closedLoop();
            Waiting.during(settings.warmUp());
            Stopwatch watch = Stopwatch.start(server, load);
            Waiting.during(settings.measured());
            Map<String, Double> figures = watch.stop();
            return new Figures(figures, Faults.of(load, broadcast.settle(PATIENCE)));
        }
    }

    /** RFC 6121 §3.1, both ways; then tries until everybody is heard by everybody. */
    private static void befriend(Load load, List<List<Client>> groups) {
        for (String type : List.of("subscribe", "subscribed")) {
            for (List<Client> group : groups) {
                for (Client one : group) {
                    group.stream()
                            .filter(other -> other != one)
                            .forEach(other -> one.send(presence(type, other)));
                    Waiting.millis(20);
                }
            }
            Waiting.during(Duration.ofSeconds(1));
        }
        for (int attempt = 0; attempt < 30; attempt++) {
            try (Broadcast trial = load.presence(groups, 0)) {
                trial.once();
                if (trial.settle(Duration.ofSeconds(2)).clean()) {
                    return;
                }
            }
        }
        throw new IllegalStateException("the contacts do not hear each other");
    }

    private static String presence(String type, Client to) {
        return "<presence type='" + type + "' to='" + to.bare() + "'/>";
    }
}
