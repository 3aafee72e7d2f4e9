package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Contestant;
import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Chat;
import io.stoa.load.Load;
import io.stoa.load.Tally;
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
    public String group() {
        return "chat";
    }

    @Override
    public boolean suits(Contestant contestant) {
        return Scenario.super.suits(contestant) || (contestant.relays() && !tls);
    }

    @Override
    public Duration lasts(Settings settings) {
        return settings.traffic(Duration.ofSeconds(3));
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        Target target = tls ? server.secured() : server.plain();
        try (Load load = server.relays() ? Load.ofRelay(1) : Load.on(1)) {
            var accounts = Load.accounts(settings.sessions());
            if (!server.relays()) {
                load.register(server.plain(), accounts, AT_ONCE);
            }
            return talk(server, load, load.connect(target, accounts, AT_ONCE), settings);
        }
    }

    /** Has clients talk, and measures it. */
    Figures talk(Server server, Load load, List<Client> clients, Settings settings) {
        Tally before = warm(load, clients, settings);
        Chat chat = load.chat(clients, settings.size());
        if (perSecond == 0) {
            chat.closedLoop(1);
        } else {
            chat.atRate(perSecond);
        }
        Waiting.during(settings.warmUp().dividedBy(2));
        chat.lateness().clear();
        Stopwatch watch = Stopwatch.start(server, load);
        Waiting.during(settings.measured());
        Map<String, Double> figures = watch.stop();
        if (perSecond != 0) {
            figures.put("generator late p99 ms", chat.lateness().overall().p99());
            figures.put("generator late max ms", chat.lateness().overall().max());
        }
        return new Figures(figures, Faults.of(load, chat.settle(PATIENCE).plus(before)));
    }

    /** Half of the time in a closed loop: at a low rate compilers would not be done by the end. */
    private static Tally warm(Load load, List<Client> clients, Settings settings) {
        try (Chat chat = load.chat(clients, settings.size())) {
            chat.closedLoop(1);
            Waiting.during(settings.warmUp().dividedBy(2));
            return chat.settle(PATIENCE);
        }
    }
}
