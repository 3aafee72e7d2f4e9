package io.stoa.core.lease;

import java.time.Duration;

/**
 * The configuration as values. Immutable.
 *
 * @param drain how long a leaving feature is waited for
 * @param parked how many may wait at one gate
 * @param patience how long after its closing a gate still lets wait
 * @param failures how many failures in a row end in quarantine
 * @param stuck how long a call may last
 * @param sent how many stanzas one call may send
 * @param allocated how much a component may allocate
 * @param backOff how long the first quarantine lasts; each further one twice as long
 */
record Rules(
        Duration drain,
        int parked,
        Duration patience,
        int failures,
        Duration stuck,
        int sent,
        AllocationWatch.Limits allocated,
        Duration backOff) {

    /**
     * How long a gate waits for the calls inside: who waits at it has to be served within its
     * patience, by the new version or, when that fails, by the old one again.
     */
    Duration gateDrain() {
        Duration part = patience.multipliedBy(2).dividedBy(5);
        return patience.isZero() || part.compareTo(drain) > 0 ? drain : part;
    }

    static Rules of(LeaseOffice.Config config) {
        return new Rules(
                Duration.ofSeconds(config.drainSeconds()),
                config.parkedStanzas(),
                Duration.ofSeconds(config.parkedSeconds()),
                config.failuresInARow(),
                Duration.ofSeconds(config.stuckSeconds()),
                config.sentPerCall(),
                new AllocationWatch.Limits(
                        config.allocatedMegabytes()
                                * LeaseOffice.MEGABYTE
                                * Runtime.getRuntime().availableProcessors(),
                        config.allocatedMegabytesPerCall() * LeaseOffice.MEGABYTE),
                Duration.ofSeconds(config.quarantineSeconds()));
    }
}
