package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.Percentiles;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Tally;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Target;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Logging in: TCP, TLS, stream, SASL, bind; and out again.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param mechanism the SASL mechanism
 * @param security whether over TLS, each time with a full handshake
 * @param storm whether all come at once
 */
record LoginScenario(
        String id, String title, String mechanism, Target.Security security, boolean storm)
        implements Scenario {

    private static final int AT_ONCE = 8;
    private static final double MILLIS = 1e3;

    /** Milliseconds: an account is made, and logs in twice. */
    private static final long PER_LOGIN = 8;

    @Override
    public String group() {
        return "login";
    }

    @Override
    public String settings(Settings settings) {
        return "%d logins after as many to warm up, %s at once"
                .formatted(settings.logins(), storm ? "all" : AT_ONCE);
    }

    @Override
    public Duration lasts(Settings settings) {
        return Duration.ofMillis(settings.logins() * PER_LOGIN);
    }

    private Target target(Server server) {
        return switch (security) {
            case PLAIN -> server.plain();
            case STARTTLS -> server.plain().with(Target.Security.STARTTLS, server.plain().port());
            case DIRECT -> server.secured();
        };
    }

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        Target target = target(server).with(mechanism);
        var accounts = Load.accounts(settings.logins());
        try (Load load = Load.on(1)) {
            load.register(server.plain(), accounts, AT_ONCE);
            // the first time warms the server, and has the clients salt their passwords
            load.connect(target, accounts, AT_ONCE).forEach(Client::close);
            load.logins().clear();
            ProcessMeter meter = new ProcessMeter(server.pid());
            ProcessMeter.Reading before = meter.read();
            ProcessMeter.Reading ownBefore = ProcessMeter.own().read();
            long begin = System.nanoTime();
            load.connect(target, accounts, storm ? accounts.size() : AT_ONCE);
            double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
            ProcessMeter.Reading used = meter.read().since(before);
            double own = ProcessMeter.own().read().since(ownBefore).cpu();
            Percentiles times = load.logins().overall();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("cpu ms", used.cpu() * MILLIS / accounts.size());
            figures.put("per second", accounts.size() / seconds);
            figures.put("p50 ms", times.p50());
            figures.put("p99 ms", times.p99());
            figures.put("p99.9 ms", times.p999());
            figures.put("max ms", times.max());
            figures.put("generator cpu ms", own * MILLIS / accounts.size());
            return new Figures(figures, Faults.of(load, Tally.NONE));
        }
    }
}
