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
 * @param rooms what is said in rooms, beside, where a subject asks for it
 * @param judged whether times decide
 */
public record Scale(
        int clients,
        int perSecond,
        int questions,
        int updates,
        int leaks,
        Rooms rooms,
        boolean judged) {

    /**
     * How much is said in rooms. Everybody is in as many as the others.
     *
     * @param rooms how many rooms there are
     * @param occupants how many are in each
     * @param perSecond how many messages are said a second, in all rooms together
     * @param atOnce how many of these by different occupants of one room at the same moment
     */
    public record Rooms(int rooms, int occupants, int perSecond, int atOnce) {}

    /** For every build: some seconds a feature. */
    public static final Scale SMALL = new Scale(40, 200, 20, 2, 6, new Rooms(8, 5, 20, 2), false);

    /** The load that the promises speak of. */
    public static final Scale FULL =
            new Scale(1000, 500, 50, 5, 100, new Rooms(200, 20, 50, 5), true);

    /** Returns {@link #FULL} with {@code -Dstoa.tck.full}, else {@link #SMALL}. */
    public static Scale asked() {
        return System.getProperty("stoa.tck.full") == null ? SMALL : FULL;
    }
}
