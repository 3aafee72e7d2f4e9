package io.stoa.admin;

import org.osgi.annotation.versioning.ConsumerType;

/** An interactive shell. Thread-safe; may block. */
@ConsumerType
public interface Shell {

    /** Reads and runs lines until somebody says {@code exit} or the input ends. */
    void run(Console console);
}
