package io.stoa.component;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The connection of a process that is no server itself, but a component of one (XEP-0114). There is
 * none in a server. Thread-safe; never blocks.
 */
@ProviderType
public interface Uplink {

    /** Returns the domain for which this process speaks, "" when none is configured. */
    String domain();

    /** Returns the server's address, such as {@code 127.0.0.1:5347}. */
    String server();

    /** Returns how the connection is, in words for people. */
    String state();

    /** Tells whether the first attempt to connect has ended, well or not. */
    boolean tried();
}
