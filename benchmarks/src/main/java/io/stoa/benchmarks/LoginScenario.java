package io.stoa.benchmarks;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.Percentiles;
import io.stoa.load.ProcessMeter;
import io.stoa.load.Tally;
import io.stoa.load.wire.Client;
import io.stoa.load.wire.Target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Logging in: TCP, TLS, stream, SASL, bind; and out again.
 *
 * @param id the name on the command line
 * @param title what stands in the table
 * @param mechanism the SASL mechanism
 * @param tls whether over TLS, each time with a full handshake
 * @param storm whether all come at once
 */
record LoginScenario(String id, String title, String mechanism, boolean tls, boolean storm)
        implements Scenario {

    private static final int AT_ONCE = 8;
    private static final double MILLIS = 1e3;

    @Override
    public Figures run(Server server, Settings settings) throws InterruptedException {
        Target target = (tls ? server.secured() : server.plain()).with(mechanism);
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
            figures.put("max ms", times.max());
            figures.put("generator cpu ms", own * MILLIS / accounts.size());
            return new Figures(figures, Faults.of(load, Tally.NONE));
        }
    }
}
