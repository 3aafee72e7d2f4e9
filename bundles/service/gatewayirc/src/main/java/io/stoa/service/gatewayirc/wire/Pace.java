package io.stoa.service.gatewayirc.wire;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a few pass at once and then one after the other. Used by one thread at a time, but for how
 * fast that is.
 */
public final class Pace {

    private final int burst;
    private volatile double perNano;
    private double left;
    private long at = System.nanoTime();

    /**
     * Makes one.
     *
     * @param burst how many may pass at once
     * @param perSecond how many after them
     */
    public Pace(int burst, double perSecond) {
        this.burst = burst;
        this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        this.left = burst;
    }

    /** Changes how many may pass after the first. */
    void perSecond(double next) {
        perNano = next / TimeUnit.SECONDS.toNanos(1);
    }

    boolean passes() {
        long now = System.nanoTime();
        left = Math.min(burst, left + (now - at) * perNano);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }

    /** How many nanoseconds it takes at least until the next passes. */
    long nanos() {
        return (long) Math.ceil(Math.max(0, 1 - left) / perNano);
    }

    /** Waits until one may pass; less when the thread is interrupted. */
    void pass() {
        while (!passes() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, nanos());
        }
    }
}
