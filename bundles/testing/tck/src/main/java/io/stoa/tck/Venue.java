package io.stoa.tck;

import io.stoa.tck.server.Control;
import io.stoa.testkit.RuntimeProcess;

import java.util.Optional;

/** Where people talk in rooms while a feature is changed. Not thread-safe. */
public interface Venue extends AutoCloseable {

    /** The rooms of the server itself. */
    Venue CONFERENCE = (number, domain) -> "tck" + number + "@conference." + domain;

    /**
     * Returns the address of a room.
     *
     * @param domain the server's
     */
    String room(int number, String domain);

    /**
     * Makes it ready, before anybody enters.
     *
     * @param control the server's
     */
    default void open(Control control) {
        // the server's own rooms are there
    }

    /**
     * Tells whether what is said there leaves the server and comes back, so that people are also in
     * it while many updates are looked at for what they leave behind.
     */
    default boolean isOutside() {
        return false;
    }

    /** Tells whether the feature runs in a process of its own beside the server. */
    default boolean isBeside() {
        return false;
    }

    /** Returns that process, once it is open. */
    default Optional<RuntimeProcess> host() {
        return Optional.empty();
    }

    /** Returns how often somebody was seen to go by whoever is outside. */
    default long departures() {
        return 0;
    }

    @Override
    default void close() {
        // nothing was opened
    }
}
