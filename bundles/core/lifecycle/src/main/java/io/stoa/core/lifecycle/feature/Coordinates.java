package io.stoa.core.lifecycle.feature;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a feature or a bundle, {@code group:artifact:version} (Compendium R8 §159.2).
 * Immutable.
 *
 * @param group the group
 * @param artifact the artifact
 * @param version the version
 */
public record Coordinates(String group, String artifact, String version) {

    private static final String WORD = "([A-Za-z0-9_][A-Za-z0-9_.-]{0,119})";
    private static final Pattern GAV =
            Pattern.compile(WORD + ":" + WORD + ":([A-Za-z0-9][A-Za-z0-9_.+-]{0,119})");

    /**
     * Reads an id.
     *
     * @throws FeatureException when it is none
     */
    public static Coordinates parse(String text) {
        Matcher matcher = GAV.matcher(text);
        if (!matcher.matches() || text.contains("..")) {
            throw new FeatureException(
                    "“" + text + "” is not group:artifact:version, such as io.stoa:ping:1.0.0");
        }
        return new Coordinates(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /** Returns what stays the same from version to version. */
    public String key() {
        return group + ":" + artifact;
    }

    /** Returns the name of the jar in a repository. */
    public String fileName() {
        return artifact + "-" + version + ".jar";
    }

    /** Returns the same in another version. */
    public Coordinates at(String other) {
        return new Coordinates(group, artifact, other);
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
