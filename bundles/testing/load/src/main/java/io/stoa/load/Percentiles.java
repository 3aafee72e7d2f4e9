package io.stoa.load;

import org.HdrHistogram.Histogram;

/**
 * A distribution in milliseconds.
 *
 * @param count how many samples
 * @param p50 the median
 * @param p99 of a hundred, the slowest
 * @param p999 of a thousand, the slowest
 * @param max the slowest
 */
public record Percentiles(long count, double p50, double p99, double p999, double max) {

    /** No samples. */
    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0);

    private static final double NANOS = 1e6;

    static Percentiles of(Histogram nanos) {
        return new Percentiles(
                nanos.getTotalCount(),
                nanos.getValueAtPercentile(50) / NANOS,
                nanos.getValueAtPercentile(99) / NANOS,
                nanos.getValueAtPercentile(99.9) / NANOS,
                nanos.getMaxValue() / NANOS);
    }

    @Override
    public String toString() {
        return "p50 %.2f, p99 %.2f, p99.9 %.2f, max %.2f ms".formatted(p50, p99, p999, max);
    }
}
