package io.stoa.tck.server;

import io.stoa.load.Latencies;
import io.stoa.load.Load;
import io.stoa.load.Questions;
import io.stoa.load.Rooms;
import io.stoa.load.Tally;
import io.stoa.load.wire.Client;
import io.stoa.tck.Scale;
import io.stoa.tck.Venue;
import io.stoa.testkit.Stoa;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A stretch of talking in rooms in which everybody is to stay. Not thread-safe. */
public final class RoomTalk {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SIZE = 80;

    /**
     * Coprime with the numbers of people of both scales, so that nobody has two seats in a room.
     */
    private static final int STRIDE = 7;

    /** How many ask a second whether they are still inside. */
    private static final int SELF_PINGS = 20;

    private final Rooms rooms;
    private final Questions selfPings;
    private final Tally before;
    private final Venue venue;
    private final long departuresBefore;
    private Tally tally = Tally.NONE;
    private long right;
    private long whole;

    private RoomTalk(Rooms rooms, Questions selfPings, Venue venue) {
        this.rooms = rooms;
        this.venue = venue;
        this.selfPings = selfPings;
        this.before = rooms.broadcast().tally();
        this.departuresBefore = seenToLeave();
    }

    /** Rooms with people in them. */
    record Place(Rooms rooms, Scale.Rooms scale, Venue venue) {

        static Place of(Load load, List<Client> people, Scale.Rooms scale, Venue venue) {
            Map<String, List<Client>> occupants = new LinkedHashMap<>();
            for (int room = 0; room < scale.rooms(); room++) {
                int first = room * scale.occupants();
                occupants.put(
                        venue.room(room, Stoa.DOMAIN),
                        IntStream.range(first, first + scale.occupants())
                                .mapToObj(it -> people.get(person(it, people.size())))
                                .toList());
            }
            return new Place(load.enterable(occupants, SIZE), scale, venue);
        }

        RoomTalk talk() {
            try {
                rooms.enter(PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            RoomTalk talk = new RoomTalk(rooms, rooms.selfPings(SELF_PINGS), venue);
            rooms.broadcast().latencies().clear();
            rooms.broadcast().inBursts(scale.perSecond(), scale.atOnce());
            return talk;
        }
    }

    /** Each time that all have a seat the next seats are dealt out in another order. */
    static int person(int seat, int people) {
        int factor = 1;
        for (int deal = seat / people; deal > 0; deal--) {
            factor *= STRIDE;
        }
        return (int) ((long) seat * factor % people);
    }

    void hush() {
        rooms.broadcast().close();
        selfPings.close();
    }

    /** Waits until everything has arrived, or does not, and looks who is still inside. */
    void end() {
        tally = rooms.broadcast().settle(PATIENCE).minus(before);
        right = rooms.right(PATIENCE);
        try {
            whole = rooms.whole(PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the times of the deliveries. */
    public Latencies latencies() {
        return rooms.broadcast().latencies();
    }

    /** Returns who asked meanwhile whether they are still inside (XEP-0410). */
    public Questions selfPings() {
        return selfPings;
    }

    /** Tells whether nobody was disturbed. */
    public boolean undisturbed() {
        return tally.clean()
                && departures() == 0
                && right == rooms.count()
                && whole == rooms.rooms()
                && selfPings.now().outcomes().keySet().stream().allMatch("result"::equals);
    }

    private long departures() {
        return seenToLeave() - departuresBefore;
    }

    private long seenToLeave() {
        return rooms.departures() + venue.departures();
    }

    /** Says it in words. */
    public String words() {
        return ("%d deliveries: %d lost, %d doubled, %d out of order, %d bounced; %d departures;"
                        + " self-ping right for %d of %d; everybody listed in %d of %d rooms")
                .formatted(
                        tally.sent(),
                        tally.lost(),
                        tally.duplicated(),
                        tally.reordered(),
                        tally.bounced(),
                        departures(),
                        right,
                        rooms.count(),
                        whole,
                        rooms.rooms());
    }
}
