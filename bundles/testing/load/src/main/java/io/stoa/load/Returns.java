package io.stoa.load;

import io.stoa.load.wire.Scan;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Whose stream has ended, and who is back with the same session (XEP-0198 §5). Whoever does not
 * come back is a disconnect. Thread-safe.
 */
public final class Returns {

    private final Latencies times = new Latencies();
    private final AtomicInteger away = new AtomicInteger();
    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();

    Returns() {}

    /** A stream has ended. */
    void left(String why) {
        away.incrementAndGet();
        ends.computeIfAbsent(end(why), key -> new LongAdder()).increment();
    }

    /** The condition of the stream's error (RFC 6120 §4.9.3), or what else was seen. */
    private static String end(String why) {
        String inside = Scan.between(why, ">", "</stream:error>");
        String condition = Scan.between(inside, "<", ">").split("[ /]", 2)[0];
        return condition.isEmpty() ? why : condition;
    }

    /** It goes on, on another stream. */
    void back(long leftAt) {
        times.record(leftAt, System.nanoTime());
        away.decrementAndGet();
    }

    /** Returns how many are away now. */
    public int away() {
        return away.get();
    }

    /** Returns how long people were away. */
    public Percentiles times() {
        return times.overall();
    }

    /** Forgets how long, and how streams have ended. */
    public void clear() {
        times.clear();
        ends.clear();
    }

    /** Returns how many streams ended how: the condition of the error, or what else was seen. */
    public Map<String, Long> ends() {
        Map<String, Long> counts = new TreeMap<>();
        ends.forEach((end, count) -> counts.put(end, count.sum()));
        return counts;
    }
}
