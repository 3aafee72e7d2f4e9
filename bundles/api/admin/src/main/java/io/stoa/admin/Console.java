package io.stoa.admin;

import org.osgi.annotation.versioning.ConsumerType;

import java.time.Duration;
import java.util.Optional;

/** The terminal of an administrator, wherever it is. Used by one thread at a time; may block. */
@ConsumerType
public interface Console {

    /** Returns who sits there, such as {@code local:root}. */
    String actor();

    /** Tells whether somebody can be asked. */
    boolean interactive();

    /** Shows text, one or more lines. */
    void print(String text);

    /** Shows text on the error output, one or more lines. */
    void warn(String text);

    /** Asks for a line; empty at the end of the input. */
    Optional<String> line(String prompt);

    /** Asks for a secret, which is not shown; empty at the end of the input. */
    Optional<String> secret(String prompt);

    /**
     * Waits before something is shown again.
     *
     * @return whether it is not to be shown again: somebody has seen enough, or has gone
     */
    default boolean pause(Duration howLong) {
        return true;
    }
}
