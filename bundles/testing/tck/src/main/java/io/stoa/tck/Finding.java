package io.stoa.tck;

/**
 * What came out, in the terms of a promise.
 *
 * @param promise the number of the promise, such as P1
 * @param feature whose it is
 * @param what what was looked at
 * @param target what was promised
 * @param measured what came out
 * @param kept whether the promise was kept
 */
public record Finding(
        String promise, String feature, String what, String target, String measured, boolean kept) {

    @Override
    public String toString() {
        return "%s %s, %s: %s, promised %s".formatted(promise, feature, what, measured, target);
    }
}
