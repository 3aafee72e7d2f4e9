package io.stoa.load;

/**
 * What became of the stanzas.
 *
 * @param sent how many deliveries were due
 * @param delivered how many arrived
 * @param lost how many neither arrived nor were answered by an error
 * @param duplicated how many arrived once more
 * @param reordered how many arrived after a later one, or in a room after what others heard later
 * @param bounced how many were answered by an error
 */
public record Tally(
        long sent, long delivered, long lost, long duplicated, long reordered, long bounced) {

    /** Nothing at all. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

    /** Returns the sum. */
    public Tally plus(Tally other) {
        return new Tally(
                sent + other.sent,
                delivered + other.delivered,
                lost + other.lost,
                duplicated + other.duplicated,
                reordered + other.reordered,
                bounced + other.bounced);
    }

    /** Returns what has come since. */
    public Tally minus(Tally before) {
        return new Tally(
                sent - before.sent,
                delivered - before.delivered,
                lost - before.lost,
                duplicated - before.duplicated,
                reordered - before.reordered,
                bounced - before.bounced);
    }

    /** Tells whether everything arrived once and in order. */
    public boolean clean() {
        return lost == 0 && duplicated == 0 && reordered == 0 && bounced == 0;
    }

    @Override
    public String toString() {
        return "%d sent, %d delivered, %d lost, %d duplicated, %d reordered, %d bounced"
                .formatted(sent, delivered, lost, duplicated, reordered, bounced);
    }
}
