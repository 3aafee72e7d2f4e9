package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Optional;

/**
 * Says whether a feature works. Asked after an update, before the gate opens: trouble brings the
 * previous version back. Thread-safe; may block for seconds.
 */
@ConsumerType
public interface HealthCheck {

    /** Returns what is wrong, in a sentence that names the remedy; empty when all is well. */
    Optional<String> trouble();
}
