package io.stoa.core.lease;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingLong;

import com.sun.management.ThreadMXBean;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Finds out who allocates without measure. The JVM counts what all threads allocate for nothing,
 * but not what a virtual thread does; so only when all of it together is more than one component
 * may allocate, the next interval's allocations are sampled with their stacks (JFR).
 *
 * <p>Much is not without measure when much was asked: a thousand clients that leaf through their
 * archives have a component allocate more than one that does harm, for a little in each call. So
 * what is allocated in calls is judged by the call, and by the second only what is allocated in
 * none. Thread-safe.
 */
final class AllocationWatch {

    private static final String SAMPLE = "jdk.ObjectAllocationSample";
    private static final double NANOS = 1e9;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final String PER_SECOND = 100 * PROCESSORS + "/s";

    /**
     * So many samples do not count. One weighs what its platform thread has allocated since the
     * last one, which may have been long before this sampling; nothing tells which of those that
     * carry virtual threads it was, so every busy one gets its chance to have had one.
     */
    private static final int FIRST = 4 * PROCESSORS;

    /** For the same reason none weighs more than so many of the usual ones. */
    private static final int USUAL = 4;

    /** Fewer samples say nothing: anybody may be on one when it is due for others' allocations. */
    private static final int LEAST = 4;

    /** After a look that found nobody: a server that has much to do is not sampled all the time. */
    private static final int REST = 12;

    /** The same when less was allocated meanwhile than one may: that says of nobody anything. */
    private static final int SHORT_REST = 3;

    /**
     * What one component may allocate.
     *
     * @param perSecond how many bytes a second; 0 for any number
     * @param perCall how many bytes in a call, on average, when it is more a second; 0 for none
     */
    record Limits(long perSecond, long perCall) {}

    /**
     * The calls of a component.
     *
     * @param ended how many have ended so far
     * @param inside how many have not
     */
    record Calls(long ended, long inside) {

        static final Calls NONE = new Calls(0, 0);

        Calls plus(Calls others) {
            return new Calls(ended + others.ended, inside + others.inside);
        }

        /** Returns how many there were in the time since an earlier look. */
        private long since(Calls earlier) {
            return Math.max(1, ended + inside - earlier.ended);
        }
    }

    /**
     * Who allocates too much.
     *
     * @param component the component
     * @param perSecond how many bytes a second
     * @param perCall how many bytes in a call; 0 when it was called by nobody
     */
    record Waster(String component, long perSecond, long perCall) {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Lock lock = new ReentrantLock();
    private long before = threads.getTotalThreadAllocatedBytes();
    private long at = System.nanoTime();
    private int rest;
    private @Nullable Sampling sampling;

    AllocationWatch() {}

    /**
     * Looks, some times a second at most.
     *
     * @param limits what one component may allocate
     * @param calls of each component, whose name is that of its class
     */
    Optional<Waster> look(Limits limits, Supplier<Map<String, Calls>> calls) {
        lock.lock();
        try {
            return looked(limits, calls);
        } finally {
            lock.unlock();
        }
    }

    private Optional<Waster> looked(Limits limits, Supplier<Map<String, Calls>> calls) {
        long now = threads.getTotalThreadAllocatedBytes();
        long time = System.nanoTime();
        double seconds = Math.max(1, time - at) / NANOS;
        long bytes = now - before;
        before = now;
        at = time;
        Sampling present = sampling;
        if (present != null) {
            sampling = null;
            rest = bytes / seconds > limits.perSecond() ? REST : SHORT_REST;
            return aside(() -> present.end(bytes, seconds, limits, calls.get()));
        }
        rest = Math.max(0, rest - 1);
        if (limits.perSecond() > 0 && rest == 0 && bytes / seconds > limits.perSecond()) {
            sampling = aside(() -> new Sampling(calls.get()));
        }
        return Optional.empty();
    }

    /** The JVM takes a tenth of a second for each; virtual threads need their few carriers. */
    private static <T> T aside(Callable<T> what) {
        FutureTask<T> task = new FutureTask<>(what);
        Thread.ofPlatform().daemon().name("stoa-sampling").start(task);
        try {
            return task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while allocations are sampled", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException("allocations cannot be sampled", failure);
        }
    }

    /** Samples no more. */
    void stop() {
        lock.lock();
        try {
            Sampling present = sampling;
            if (present != null) {
                present.close();
                sampling = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Who allocated, and for whom.
     *
     * @param component the innermost component on the stack; "" when there is none
     * @param called the component whose call it was, which may have asked the other; "" when it was
     *     in no call
     */
    private record Allocator(String component, String called) {

        private static final Allocator NOBODY = new Allocator("", "");
    }

    /**
     * One sample.
     *
     * @param who allocated
     * @param weight how many bytes it stands for
     */
    private record Sample(Allocator who, long weight) {}

    /** The allocations of an interval. */
    private static final class Sampling {

        private static final String CALLER = ServiceLease.class.getName();

        private final RecordingStream stream = new RecordingStream();
        private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
        private final Map<String, Calls> before;

        Sampling(Map<String, Calls> before) {
            this.before = Map.copyOf(before);
            stream.enable(SAMPLE).with("throttle", PER_SECOND).withStackTrace();
            stream.onEvent(SAMPLE, this::weigh);
            stream.startAsync();
        }

        private void weigh(RecordedEvent sample) {
            samples.add(new Sample(allocator(sample.getStackTrace()), sample.getLong("weight")));
        }

        private Allocator allocator(@Nullable RecordedStackTrace stack) {
            if (stack == null) {
                return Allocator.NOBODY;
            }
            String inner = "";
            String outer = "";
            // what is too deep to be seen to its end is believed to be a call, as nearly all is
            boolean call = stack.isTruncated();
            for (RecordedFrame frame : stack.getFrames()) {
                String name = component(frame.getMethod().getType().getName());
                if (!inner.isEmpty() && name.equals(CALLER)) {
                    call = true;
                    break;
                }
                if (before.containsKey(name)) {
                    inner = inner.isEmpty() ? name : inner;
                    outer = name;
                }
            }
            return new Allocator(inner, call ? outer : "");
        }

        /** What is nested in a component's class is the component. */
        private static String component(String type) {
            int nested = type.indexOf('$');
            return nested < 0 ? type : type.substring(0, nested);
        }

        Optional<Waster> end(long bytes, double seconds, Limits limits, Map<String, Calls> calls) {
            close();
            Map<Allocator, LongSummaryStatistics> weights = weights();
            double all = weights.values().stream().mapToLong(it -> it.getSum()).sum();
            return weights.entrySet().stream()
                    .filter(it -> !it.getKey().component().isEmpty())
                    .filter(it -> it.getValue().getCount() >= LEAST)
                    .map(
                            it -> {
                                double part = it.getValue().getSum() / all * bytes;
                                return waster(it.getKey(), part, seconds, calls);
                            })
                    .filter(it -> limits.perSecond() > 0 && it.perSecond() > limits.perSecond())
                    .filter(it -> it.perCall() == 0 || it.perCall() > limits.perCall())
                    .max(Comparator.comparingLong(Waster::perSecond));
        }

        private Map<Allocator, LongSummaryStatistics> weights() {
            List<Sample> counted = samples.stream().skip(FIRST).toList();
            long most = USUAL * usual(counted);
            return counted.stream()
                    .collect(
                            groupingBy(
                                    Sample::who,
                                    summarizingLong(it -> Math.min(it.weight(), most))));
        }

        private static long usual(List<Sample> samples) {
            long[] weights = samples.stream().mapToLong(Sample::weight).sorted().toArray();
            return weights.length == 0 ? 0 : weights[weights.length / 2];
        }

        private Waster waster(
                Allocator who, double bytes, double seconds, Map<String, Calls> calls) {
            long count =
                    calls.getOrDefault(who.called(), Calls.NONE)
                            .since(before.getOrDefault(who.called(), Calls.NONE));
            return new Waster(
                    who.component(),
                    (long) (bytes / seconds),
                    who.called().isEmpty() ? 0 : (long) (bytes / count));
        }

        void close() {
            stream.stop(); // what was sampled has been seen then
            stream.close();
        }
    }
}
