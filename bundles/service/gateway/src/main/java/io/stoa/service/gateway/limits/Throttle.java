package io.stoa.service.gateway.limits;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lets so many pass in a minute, in bursts of as many. Used under a lock. */
public final class Throttle {

    private final double perNano;
    private final double most;
    private final LongSupplier nanos;
    private double left;
    private long at;

    /** Lets a whole minute's pass at once, and then as many as time does. */
    public Throttle(int perMinute, LongSupplier nanos) {
        this.perNano = (double) perMinute / TimeUnit.MINUTES.toNanos(1);
        this.most = perMinute;
        this.nanos = nanos;
        this.left = perMinute;
        this.at = nanos.getAsLong();
    }

    /** Tells whether one more passes, and counts it. */
    public boolean passes() {
        long now = nanos.getAsLong();
        left = Math.min(most, left + (now - at) * perNano);
        at = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
