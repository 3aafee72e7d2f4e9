package io.stoa.core.lifecycle.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a process is, for which a feature may be made or not. */
public enum Place {
    /** A server, to which clients connect. */
    SERVER("a server", "this is a gateway outside of its server"),
    /** A gateway outside of its server, to which nobody connects. */
    GATEWAY("a gateway outside of its server (stoa gateway run)", "this is a server");

    private final String title;
    private final String otherwise;

    Place(String title, String otherwise) {
        this.title = title;
        this.otherwise = otherwise;
    }

    /** Returns the word for it, such as {@code gateway}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a place by its word. */
    public static Optional<Place> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** Says why something that is made for this place alone does not run in the other one. */
    String refusal(String feature) {
        return "feature " + feature + " is for " + title + ", and " + otherwise;
    }
}
