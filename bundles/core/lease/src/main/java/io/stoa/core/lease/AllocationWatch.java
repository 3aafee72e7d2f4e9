package io.stoa.core.lease;

import com.sun.management.ThreadMXBean;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds out who allocates without measure. The JVM counts what all threads allocate for nothing,
 * but not what a virtual thread does; so only when all of it together is more than one component
 * may allocate, the next interval's allocations are sampled with their stacks (JFR). Thread-safe.
 */
final class AllocationWatch {

    private static final String SAMPLE = "jdk.ObjectAllocationSample";
    private static final String PER_SECOND = "200/s";
    private static final long NANOS = 1_000_000_000;

    /** After a look that found nobody: a server that has much to do is not sampled all the time. */
    private static final int REST = 3;

    /**
     * Who allocates too much.
     *
     * @param component the component
     * @param perSecond how many bytes a second
     */
    record Waster(String component, long perSecond) {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Lock lock = new ReentrantLock();
    private long before = threads.getTotalThreadAllocatedBytes();
    private long at = System.nanoTime();
    private int rest;
    private @Nullable Sampling sampling;

    AllocationWatch() {}

    /**
     * Looks, once an interval of some seconds at most.
     *
     * @param limit how many bytes a second one component may allocate; 0 for any number
     * @param components the names of the components, which are those of their classes
     */
    Optional<Waster> look(long limit, Set<String> components) {
        lock.lock();
        try {
            return looked(limit, components);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Waster> looked(long limit, Set<String> components) {
        long perSecond = rate();
        Sampling present = sampling;
        if (present != null) {
            sampling = null;
            rest = REST;
            return present.end()
                    .map(it -> new Waster(it.component(), (long) (it.share() * perSecond)))
                    .filter(it -> limit > 0 && it.perSecond() > limit);
        }
        rest = Math.max(0, rest - 1);
        if (limit > 0 && rest == 0 && perSecond > limit) {
            sampling = new Sampling(components);
        }
        return Optional.empty();
    }

    private long rate() {
        long now = threads.getTotalThreadAllocatedBytes();
        long time = System.nanoTime();
        double seconds = (double) Math.max(1, time - at) / NANOS;
        long rate = (long) ((now - before) / seconds);
        before = now;
        at = time;
        return rate;
    }

    /** Samples no more. */
    void stop() {
        lock.lock();
        try {
            Sampling present = sampling;
            if (present != null) {
                present.end();
                sampling = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Who of all allocated most, and which part of everything that was. */
    private record Share(String component, double share) {}

    /** The allocations of an interval. */
    private static final class Sampling {

        private final RecordingStream stream = new RecordingStream();
        private final Map<String, Long> weights = new ConcurrentHashMap<>();
        private final Set<String> components;

        Sampling(Set<String> components) {
            this.components = Set.copyOf(components);
            stream.enable(SAMPLE).with("throttle", PER_SECOND).withStackTrace();
            stream.onEvent(SAMPLE, this::weigh);
            stream.startAsync();
        }

        private void weigh(RecordedEvent sample) {
            weights.merge(culprit(sample.getStackTrace()), sample.getLong("weight"), Long::sum);
        }

        /** The innermost component on the stack; "" when there is none. */
        private String culprit(@Nullable RecordedStackTrace stack) {
            if (stack != null) {
                for (RecordedFrame frame : stack.getFrames()) {
                    String name = component(frame.getMethod().getType().getName());
                    if (components.contains(name)) {
                        return name;
                    }
                }
            }
            return "";
        }

        /** What is nested in a component's class is the component. */
        private static String component(String type) {
            int nested = type.indexOf('$');
            return nested < 0 ? type : type.substring(0, nested);
        }

        Optional<Share> end() {
            stream.stop(); // what was sampled has been seen then
            stream.close();
            long all = weights.values().stream().mapToLong(Long::longValue).sum();
            weights.remove("");
            return weights.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(it -> new Share(it.getKey(), (double) it.getValue() / all));
        }
    }
}
