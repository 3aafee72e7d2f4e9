package io.stoa.benchmarks;

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

    private final ProcessMeter server;
    private final ProcessMeter own = ProcessMeter.own();
    private final ProcessMeter.Reading serverBefore;
    private final ProcessMeter.Reading ownBefore;
    private final Load load;
    private final long delivered;
    private final long begin;

    private Stopwatch(long pid, Load load) {
        this.server = new ProcessMeter(pid);
        this.load = load;
        load.latencies().clear();
        this.serverBefore = server.read();
        this.ownBefore = own.read();
        this.delivered = load.delivered();
        this.begin = System.nanoTime();
    }

    static Stopwatch start(long pid, Load load) {
        return new Stopwatch(pid, load);
    }

    Map<String, Double> stop() {
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        ProcessMeter.Reading used = server.read().since(serverBefore);
        ProcessMeter.Reading ownUsed = own.read().since(ownBefore);
        double count = Math.max(1, load.delivered() - delivered);
        Percentiles times = load.latencies().overall();
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("cpu µs", used.cpu() * MICROS / count);
        figures.put("user µs", used.user() * MICROS / count);
        figures.put("system µs", used.system() * MICROS / count);
        figures.put("per second", count / seconds);
        figures.put("p50 ms", times.p50());
        figures.put("p99 ms", times.p99());
        figures.put("p99.9 ms", times.p999());
        figures.put("max ms", times.max());
        figures.put("rss MB", used.rss() / 1024.0);
        figures.put("generator cpu µs", ownUsed.cpu() * MICROS / count);
        return figures;
    }
}
