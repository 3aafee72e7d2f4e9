package io.stoa.tck;

/**
 * How hard a feature is tested. Whether times are judged, too, is part of it: on a machine that
 * others share they are printed only.
 *
 * @param clients how many are connected, half of them with stream management where there is any
 * @param perSecond how many numbered messages a second
 * @param questions how many requests to the feature a second
 * @param updates how often it is updated under load
 * @param leaks how often it is updated to look for what is left behind
 * @param judged whether times decide
 */
public record Scale(
        int clients, int perSecond, int questions, int updates, int leaks, boolean judged) {

    /** For every build: some seconds a feature. */
    public static final Scale SMALL = new Scale(40, 200, 20, 2, 6, false);

    /** The load that the promises speak of. */
    public static final Scale FULL = new Scale(1000, 500, 50, 5, 100, true);

    /** Returns {@link #FULL} with {@code -Dstoa.tck.full}, else {@link #SMALL}. */
    public static Scale asked() {
        return System.getProperty("stoa.tck.full") == null ? SMALL : FULL;
    }
}
