package io.stoa.tck;

import io.stoa.load.Questions;

/**
 * A request that the feature answers with a result when it runs, and the server with {@code
 * service-unavailable} when it does not.
 *
 * @param type get or set
 * @param ofServer whether it goes to the server; else to the asker's own account
 * @param payload its payload
 */
public record Probe(String type, boolean ofServer, String payload) {

    /** Returns a request to the server. */
    public static Probe server(String payload) {
        return new Probe("get", true, payload);
    }

    /** Returns a request to one's own account. */
    public static Probe account(String payload) {
        return new Probe("get", false, payload);
    }

    /** Returns it as a question at a domain. */
    public Questions.Question at(String domain) {
        return new Questions.Question(type, ofServer ? domain : "", payload);
    }
}
