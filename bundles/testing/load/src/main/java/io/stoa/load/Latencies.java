package io.stoa.load;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Times from when a stanza should have been sent to when it arrived, overall and within windows of
 * time that are marked. Thread-safe.
 */
public final class Latencies {

    /** A stretch of time; a sample belongs to it when its way and the stretch overlap. */
    public static final class Window implements AutoCloseable {

        private final String name;
        private final long begin = System.nanoTime();
        private volatile long end = Long.MAX_VALUE;

        private Window(String name) {
            this.name = name;
        }

        @Override
        public void close() {
            end = System.nanoTime();
        }

        /** Returns how long it lasted. */
        public long millis() {
            return TimeUnit.NANOSECONDS.toMillis(Math.min(end, System.nanoTime()) - begin);
        }
    }

    private static final String ALL = "";
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);

    private volatile Map<String, Histogram> histograms = Map.of(ALL, fresh());
    private volatile List<Window> windows = List.of();

    private static Histogram fresh() {
        return new ConcurrentHistogram(LONGEST, 3);
    }

    /** Opens a window; several of one name are counted together. */
    public Window window(String name) {
        Window window = new Window(name);
        Map<String, Histogram> more = new LinkedHashMap<>(histograms);
        more.computeIfAbsent(name, key -> fresh());
        histograms = more;
        List<Window> all = new ArrayList<>(windows);
        all.add(window);
        windows = List.copyOf(all);
        return window;
    }

    /** Forgets everything. */
    public void clear() {
        windows = List.of();
        histograms = Map.of(ALL, fresh());
    }

    /** Notes one. */
    public void record(long intended, long arrived) {
        long nanos = Math.clamp(arrived - intended, 0, LONGEST);
        Map<String, Histogram> current = histograms;
        add(current, ALL, nanos);
        for (Window window : windows) {
            if (arrived - window.begin >= 0 && intended <= window.end) {
                add(current, window.name, nanos);
            }
        }
    }

    private static void add(Map<String, Histogram> all, String name, long nanos) {
        Histogram histogram = all.get(name);
        if (histogram != null) {
            histogram.recordValue(nanos);
        }
    }

    /** Returns the figures of everything. */
    public Percentiles overall() {
        return within(ALL);
    }

    /** Returns the figures of a window, empty when none of that name was opened. */
    public Percentiles within(String name) {
        Histogram histogram = histograms.get(name);
        return histogram == null ? Percentiles.NONE : Percentiles.of(histogram);
    }
}
