package io.stoa.bus;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** Shows the dispatch table as it is now, for people. Thread-safe. */
@ProviderType
public interface Path {

    /** Returns one row for each step of each leg, and for each iq handler, in their order. */
    List<Row> rows();

    /**
     * A step of the path.
     *
     * @param kind the kind of stanza, such as {@code message}
     * @param leg the leg, or "" for a step between them
     * @param stage the stage, or what core does there
     * @param component the name of the component, or {@code core}
     * @param inline whether the step runs on the I/O thread
     * @param calls how often it was called
     * @param errors how often it failed
     */
    record Row(
            Kind kind,
            String leg,
            String stage,
            String component,
            boolean inline,
            long calls,
            long errors) {}
}
