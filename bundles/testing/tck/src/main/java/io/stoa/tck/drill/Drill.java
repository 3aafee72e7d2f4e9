package io.stoa.tck.drill;

import io.stoa.tck.Finding;
import io.stoa.tck.Subject;
import io.stoa.tck.server.Crowd;

import java.util.List;

/** Something that is done to a feature. */
public interface Drill {

    /**
     * Tells whether it is done to parts of a feature in the small run, too, which is to be short.
     */
    default boolean always() {
        return true;
    }

    /** Does it and says what came out. */
    List<Finding> run(Crowd crowd, Subject subject);
}
