package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Tally;
import io.stoa.load.Waiting;
import io.stoa.load.wire.Account;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Target;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sessions that are open and say nothing. They are eight resources of each account, so that what is
 * measured is sessions and not registrations.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param count how many; 0 for what the settings say
 * @param tls whether over TLS
 */
record IdleScenario(String id, String title, int count, boolean tls) implements Scenario {

    private static final int AT_ONCE = 32;
    private static final int RESOURCES = 8;
    private static final int FIRST = 20_000;
    private static final int USUAL = 10_000;

    /** Files that are open beside the sessions. */
    private static final int RESERVED = 500;

    private static final int PER_LOGIN = 3;
    private static final int PER_LOGIN_TLS = 6;
    private static final Duration REST = Duration.ofSeconds(3);

    /** So long a server gets to give back what the logins took. */
    private static final Duration SETTLING = Duration.ofSeconds(40);

    @Override
    public boolean onlyWhenNamed() {
        return count > USUAL;
    }

    @Override
    public String settings(Settings settings) {
        return "%d sessions, %d s after the last login"
                .formatted(sessions(settings), SETTLING.toSeconds());
    }

    @Override
    public Duration lasts(Settings settings) {
        return SETTLING.multipliedBy(2)
                .plus(REST)
                .plusMillis((long) sessions(settings) * (tls ? PER_LOGIN_TLS : PER_LOGIN));
    }

    /** As many as are asked for and may be open at once. */
    int sessions(Settings settings) {
        return Math.min(count == 0 ? settings.idle() : count, OpenFiles.allowed() - RESERVED);
    }

    /** Makes the accounts of so many sessions. */
    void register(Load load, Server server, int number) throws InterruptedException {
        load.register(
                server.plain(),
                Load.accounts(FIRST, (number + RESOURCES - 1) / RESOURCES),
                AT_ONCE);
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        int number = sessions(settings);
        Target target = tls ? server.secured() : server.plain();
        try (Load load = Load.on(1)) {
            register(load, server, number);
            ProcessMeter meter = new ProcessMeter(server.pid());
            load.connect(target, accounts(number / 10), AT_ONCE).forEach(Client::close);
            Waiting.during(SETTLING);
            long heap = server.liveHeap();
            ProcessMeter.Reading before = meter.read();
            load.connect(target, accounts(number), AT_ONCE);
            Waiting.during(SETTLING);
            ProcessMeter.Reading after = meter.read();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("rss KB", (after.rss() - before.rss()) / (double) number);
            figures.put("live heap KB", (server.liveHeap() - heap) / (double) number);
            figures.put("sessions", (double) number);
            figures.put("whole server MB", after.rss() / 1024.0);
            ProcessMeter.Reading later = meter.read();
            Waiting.during(REST);
            double idle = meter.read().since(later).cpu();
            figures.put("cpu while idle %", 100 * idle / REST.toSeconds());
            return new Figures(figures, Faults.of(load, Tally.NONE));
        }
    }

    static List<Account> accounts(int sessions) {
        return IntStream.range(0, sessions)
                .mapToObj(
                        it -> {
                            Account account = Account.number(FIRST + it / RESOURCES);
                            String resource = "idle" + it % RESOURCES;
                            return new Account(account.name(), account.password(), resource);
                        })
                .toList();
    }
}
