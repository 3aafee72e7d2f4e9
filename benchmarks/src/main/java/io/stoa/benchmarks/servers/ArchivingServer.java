package io.stoa.benchmarks.servers;

/** A server that archives messages (XEP-0313) when it is told to; at first it does not. */
public interface ArchivingServer extends Server {

    /** Has messages archived, or no longer. */
    void archive(boolean on);
}
