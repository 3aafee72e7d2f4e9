package io.stoa.admin;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** What is amiss in this server: a bundle that is active may still do nothing. Thread-safe. */
@ProviderType
public interface Health {

    /** Returns the components that do not work, in the order of their names. */
    List<Trouble> troubles();

    /**
     * A component that does not work.
     *
     * @param component its name, which is the name of its class
     * @param failed whether it was tried and failed, instead of waiting for something
     * @param listener whether it was to open a port
     * @param reason what failed, or what it waits for
     */
    record Trouble(String component, boolean failed, boolean listener, String reason) {}
}
