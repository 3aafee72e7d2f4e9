package io.stoa.benchmarks.scenarios;

import io.stoa.benchmarks.report.Work;
import io.stoa.benchmarks.servers.Contestant;
import io.stoa.benchmarks.servers.Server;

import java.time.Duration;

/** A kind of work that a server is given. */
public interface Scenario {

    /** Returns the name on the command line. */
    String id();

    /** Returns what stands in the table. */
    String title();

    /**
     * Returns the name of those that are done one after the other by one server; each group has a
     * fresh one.
     */
    default String group() {
        return id();
    }

    /** Tells who can do it. */
    default boolean suits(Contestant contestant) {
        return !contestant.relays() && !contestant.isDatabase();
    }

    /** Tells whether it takes so long that it is done only when it is named. */
    default boolean onlyWhenNamed() {
        return false;
    }

    /** Tells whether it needs archives (XEP-0313). */
    default boolean archives() {
        return false;
    }

    /** Returns how it is run, in words. */
    default String settings(Settings settings) {
        return settings.traffic();
    }

    /** Returns about how long it takes, with everything around it. */
    Duration lasts(Settings settings);

    /** Does it. */
    Figures run(Server server, Settings settings) throws InterruptedException;

    /** Returns it as it stands in the results. */
    default Work work() {
        return new Work(id(), title());
    }
}
