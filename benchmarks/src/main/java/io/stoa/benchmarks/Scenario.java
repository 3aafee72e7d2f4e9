package io.stoa.benchmarks;

import io.stoa.benchmarks.servers.Server;

/** A kind of work that a server is given. */
public interface Scenario {

    /** Returns the name on the command line. */
    String id();

    /** Returns what stands in the table. */
    String title();

    /** Tells whether a server can do it. */
    default boolean suits(Server server) {
        return !server.relays();
    }

    /** Does it. */
    Figures run(Server server, Settings settings) throws InterruptedException;
}
