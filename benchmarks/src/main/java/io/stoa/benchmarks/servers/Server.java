package io.stoa.benchmarks.servers;

import io.stoa.load.wire.Target;

/** A server that runs on the loopback address for a benchmark. */
public interface Server extends AutoCloseable {

    /** The domain of every server. */
    String DOMAIN = "bench.example";

    /** Returns the name that stands in the tables. */
    String name();

    /** Returns the process whose CPU and memory count. */
    long pid();

    /** Returns where clients log in without TLS. */
    Target plain();

    /** Returns where clients begin with TLS. */
    Target secured();

    /**
     * Returns how many seconds of CPU the processes of its database have used, if it has any of
     * their own.
     */
    default double databaseCpu() {
        return 0;
    }

    /** Tells whether it is only a relay: what it forwards is what was sent. */
    default boolean relays() {
        return false;
    }

    /** Returns the domain of its rooms, "" when it has none. */
    default String rooms() {
        return "";
    }

    /** Returns how many KB of its heap are in use after a collection, 0 when that is not known. */
    default long liveHeap() {
        return 0;
    }

    /** Returns how many bytes its threads have allocated, 0 when that is not known. */
    default double allocated() {
        return 0;
    }

    /** Returns when all of it stood still. */
    default Pauses pauses() {
        return Pauses.NONE;
    }

    @Override
    void close();
}
