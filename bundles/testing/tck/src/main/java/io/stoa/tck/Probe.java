package io.stoa.tck;

import io.stoa.load.Questions;

/**
 * A request that the feature answers with a result when it runs, and the server with {@code
 * service-unavailable} when it does not.
 *
 * @param type get or set
 * @param place to whom it goes
 * @param payload its payload
 */
public record Probe(String type, Place place, String payload) {

    /** To whom a request goes. */
    public enum Place {
        /** To the server. */
        SERVER,
        /** To the asker's own account. */
        ACCOUNT,
        /** To the service of rooms. */
        ROOMS
    }

    /** Returns a request to the server. */
    public static Probe server(String payload) {
        return new Probe("get", Place.SERVER, payload);
    }

    /** Returns a request to one's own account. */
    public static Probe account(String payload) {
        return new Probe("get", Place.ACCOUNT, payload);
    }

    /** Returns a request to the service of rooms. */
    public static Probe rooms(String payload) {
        return new Probe("get", Place.ROOMS, payload);
    }

    /** Returns it as a question at a domain. */
    public Questions.Question at(String domain) {
        String to =
                switch (place) {
                    case SERVER -> domain;
                    case ACCOUNT -> "";
                    case ROOMS -> "conference." + domain;
                };
        return new Questions.Question(type, to, payload);
    }
}
