package io.stoa.benchmarks;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Chat;
import io.stoa.load.Load;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Target;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Messages in pairs, both ways.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param perSecond the rate; 0 is a closed loop, in which each message is the answer to the last
 * @param tls whether over TLS
 */
record ChatScenario(String id, String title, int perSecond, boolean tls) implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int AT_ONCE = 16;

    @Override
    public boolean suits(Server server) {
        return !tls || !server.relays();
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        Target target = tls ? server.secured() : server.plain();
        try (Load load = server.relays() ? Load.ofRelay(1) : Load.on(1)) {
            var accounts = Load.accounts(settings.sessions());
            if (!server.relays()) {
                load.register(server.plain(), accounts, AT_ONCE);
            }
            List<Client> clients = load.connect(target, accounts, AT_ONCE);
            Chat chat = load.chat(clients, settings.size());
            if (perSecond == 0) {
                chat.closedLoop(1);
            } else {
                chat.atRate(perSecond);
            }
            Waiting.during(settings.warmUp());
            chat.lateness().clear();
            Stopwatch watch = Stopwatch.start(server.pid(), load);
            Waiting.during(settings.measured());
            Map<String, Double> figures = watch.stop();
            figures.put("generator late p99 ms", chat.lateness().overall().p99());
            return new Figures(figures, Faults.of(load, chat.settle(PATIENCE)));
        }
    }
}
