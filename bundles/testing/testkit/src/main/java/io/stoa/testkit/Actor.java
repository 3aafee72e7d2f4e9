package io.stoa.testkit;

/**
 * Who acts in a transcript: {@code juliet}, or {@code juliet/chamber} for one of several resources.
 * Immutable.
 *
 * @param account the name of the account
 * @param resource the resource
 */
record Actor(String account, String resource) {

    static Actor of(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? new Actor(text, "resource")
                : new Actor(text.substring(0, slash), text.substring(slash + 1));
    }
}
