package io.stoa.core.lifecycle.feature;

/**
 * A bundle of a feature. Immutable.
 *
 * @param id its coordinates
 * @param level its start level
 * @param sha256 what its jar must hash to, in hexadecimal digits; "" when the distribution says
 */
public record FeatureBundle(Coordinates id, int level, String sha256) {

    /** The level of what says nothing else: after core, before the ports open. */
    public static final int USUAL_LEVEL = 50;

    /** Returns this bundle held to a jar. */
    public FeatureBundle pinned(String version, String hash) {
        return new FeatureBundle(id.at(version), level, hash);
    }
}
