package io.stoa.tck;

import io.stoa.tck.server.Control;

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

    /** Makes it ready, before anybody enters. */
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

    /** Returns how often somebody was seen to go by whoever is outside. */
    default long departures() {
        return 0;
    }

    @Override
    default void close() {
        // nothing was opened
    }
}
