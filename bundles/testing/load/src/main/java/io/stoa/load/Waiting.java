package io.stoa.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets time pass: what a generator of load is for. Stateless. */
public final class Waiting {

    private Waiting() {}

    /** Lets time pass. */
    public static void millis(long millis) {
        during(Duration.ofMillis(millis));
    }

    /** Lets time pass. */
    public static void during(Duration time) {
        until(() -> false, time);
    }

    /** Waits for something; returns whether it came. */
    public static boolean until(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(5)));
        }
        return true;
    }
}
