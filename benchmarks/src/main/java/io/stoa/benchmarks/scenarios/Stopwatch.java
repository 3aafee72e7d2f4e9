package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.servers.Server;
import io.stoa.load.Load;
import io.stoa.load.Percentiles;
import io.stoa.load.ProcessMeter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Takes the figures of one stretch of time: what the server and the generator used, what arrived.
 */
final class Stopwatch {

    private static final double MICROS = 1e6;

    private final Server server;
    private final Load load;
    private final ProcessMeter meter;
    private final ProcessMeter own = ProcessMeter.own();
    private final Hiccups hiccups = Hiccups.watched();
    private final double allocated;
    private final long paused;
    private final ProcessMeter.Reading before;
    private final ProcessMeter.Reading ownBefore;
    private final double databaseBefore;
    private final long delivered;
    private final long begin;

    private Stopwatch(Server server, Load load) {
        this.server = server;
        this.load = load;
        this.meter = new ProcessMeter(server.pid());
        // asking costs the server something: before anything counts
        this.allocated = server.allocated();
        this.paused = server.pauses().end();
        load.latencies().clear();
        this.before = meter.read();
        this.ownBefore = own.read();
        this.databaseBefore = server.databaseCpu();
        this.delivered = load.delivered();
        this.begin = System.nanoTime();
    }

    static Stopwatch start(Server server, Load load) {
        return new Stopwatch(server, load);
    }

    Map<String, Double> stop() {
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        ProcessMeter.Reading used = meter.read().since(before);
        ProcessMeter.Reading ownUsed = own.read().since(ownBefore);
        double database = server.databaseCpu() - databaseBefore;
        double count = Math.max(1, load.delivered() - delivered);
        Percentiles times = load.latencies().overall();
        double pause = server.pauses().longest(paused);
        double bytes = server.allocated() - allocated;
        hiccups.close();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("cpu µs", used.cpu() * MICROS / count);
        figures.put("user µs", used.user() * MICROS / count);
        figures.put("system µs", used.system() * MICROS / count);
        if (database > 0) {
            figures.put(Figures.DATABASE, database * MICROS / count);
        }
        figures.put("per second", count / seconds);
        figures.put("p50 ms", times.p50());
        figures.put("p99 ms", times.p99());
        figures.put("p99.9 ms", times.p999());
        figures.put("max ms", times.max());
        figures.put("rss MB", used.rss() / 1024.0);
        if (bytes > 0) {
            figures.put("allocated bytes", bytes / count);
            figures.put("longest stop of its JVM ms", pause);
        }
        figures.put("longest hiccup of the machine ms", hiccups.longest());
        figures.put("generator cpu µs", ownUsed.cpu() * MICROS / count);
        return figures;
    }
}
