package io.stoa.service.gateway.limits;

import io.stoa.gateway.Backoff;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * When the next log-in of an account may begin: later and later while the network is away, not at
 * all when it has refused, and never more than some in a minute, whatever the account's clients do.
 * Used under a lock.
 */
public final class Patience {

    private static final int LOGINS_A_MINUTE = 10;
    private static final Duration TOO_SOON = Duration.ofSeconds(6);

    private final Backoff backoff;
    private final RandomGenerator random;
    private final LongSupplier nanos;
    private final Throttle pace;
    private int failures;
    private boolean refused;
    private long notBefore;

    /** Has tried nothing yet. */
    public Patience(Backoff backoff, RandomGenerator random, LongSupplier nanos) {
        this.backoff = backoff;
        this.random = random;
        this.nanos = nanos;
        this.pace = new Throttle(LOGINS_A_MINUTE, nanos);
    }

    /** Counts a log-in, and returns how long it has to wait. */
    public Duration next() {
        long left = failures == 0 ? 0 : notBefore - nanos.getAsLong();
        if (left > 0) {
            return Duration.ofNanos(left);
        }
        return pace.passes() ? Duration.ZERO : TOO_SOON;
    }

    /**
     * The network is away, or has gone.
     *
     * @param lasted whether the session was one: one that ends at once is a log-in that has failed
     * @return whether this is the first failure after a success
     */
    public boolean failed(boolean lasted) {
        failures = lasted ? 1 : failures + 1;
        notBefore = nanos.getAsLong() + backoff.after(failures, random).toNanos();
        return failures == 1;
    }

    /** The network does not accept the login. */
    public void refused() {
        refused = true;
    }

    /** Tells whether the network has not accepted the login. */
    public boolean isRefused() {
        return refused;
    }

    /** The login is another. */
    public void renew() {
        refused = false;
        failures = 0;
    }
}
