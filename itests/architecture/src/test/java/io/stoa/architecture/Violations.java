package io.stoa.architecture;

import java.util.ArrayList;
import java.util.List;

/** Collects what breaks a rule, so that a test shows everything at once. Not thread-safe. */
final class Violations {

    private final String instead;
    private final List<String> found = new ArrayList<>();

    /**
     * Begins a collection.
     *
     * @param instead tells the reader of a failure what to do instead
     */
    Violations(String instead) {
        this.instead = instead;
    }

    void add(String violation) {
        found.add(violation);
    }

    void addUnless(boolean obeyed, String violation) {
        if (!obeyed) {
            add(violation);
        }
    }

    void assertNone() {
        if (!found.isEmpty()) {
            throw new AssertionError(
                    instead + "\n  " + String.join("\n  ", found.stream().sorted().toList()));
        }
    }
}
