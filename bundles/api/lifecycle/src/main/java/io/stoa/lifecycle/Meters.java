package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ProviderType;

import java.time.Duration;
import java.util.List;

/** What the calls to features have cost, and which of them are in quarantine. Thread-safe. */
@ProviderType
public interface Meters {

    /** Returns the meters of all components, in the order of their names and roles. */
    List<Meter> all();

    /**
     * Lets a component out of quarantine at once.
     *
     * @param component its name
     * @return whether it was in quarantine
     */
    boolean release(String component);

    /**
     * The meter of one service of one component, since it came.
     *
     * @param bundle the symbolic name of the bundle, "" outside of a container
     * @param component the name of the component
     * @param role what the service is to its caller, such as {@code iq}
     * @param state {@code open}, {@code held}, {@code quarantined} or {@code closed}
     * @param reason why it is in quarantine, "" when it is not
     * @param calls how often it was called
     * @param errors how often it failed
     * @param inside how many calls are inside now
     * @param parked how many callers had to wait at a gate
     * @param dropped how many were refused there
     * @param time the time spent inside, all calls together, without what was {@code waited}
     * @param median half of the calls took no longer
     * @param p99 99 of 100 calls took no longer
     * @param waited the time spent inside, all calls together, in waiting for something else, such
     *     as a database or a client ({@link Waits})
     */
    record Meter(
            String bundle,
            String component,
            String role,
            String state,
            String reason,
            long calls,
            long errors,
            long inside,
            long parked,
            long dropped,
            Duration time,
            Duration median,
            Duration p99,
            Duration waited) {}
}
