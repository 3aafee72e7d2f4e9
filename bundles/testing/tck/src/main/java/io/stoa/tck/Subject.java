package io.stoa.tck;

import java.util.ArrayList;
import java.util.List;

/**
 * A feature under test.
 *
 * @param feature its name
 * @param bundle the symbolic name of the bundle that is replaced, stopped, broken
 * @param probes what it answers; none for a feature that only sees what passes
 * @param advertised what the server's {@code disco#info} says while it runs
 * @param rooms whether people talk in rooms, too, while it is changed
 */
public record Subject(
        String feature, String bundle, List<Probe> probes, List<String> advertised, boolean rooms) {

    /** Copies the lists. */
    public Subject {
        probes = List.copyOf(probes);
        advertised = List.copyOf(advertised);
    }

    /** Names a feature and its bundle. */
    public static Subject of(String feature, String bundle) {
        return new Subject(feature, bundle, List.of(), List.of(), false);
    }

    /** Adds a request that it answers. */
    public Subject answers(Probe probe) {
        List<Probe> more = new ArrayList<>(probes);
        more.add(probe);
        return new Subject(feature, bundle, more, advertised, rooms);
    }

    /** Adds a feature that the server advertises while it runs. */
    public Subject advertises(String variable) {
        List<String> more = new ArrayList<>(advertised);
        more.add(variable);
        return new Subject(feature, bundle, probes, more, rooms);
    }

    /** Has people talk in rooms, too, while it is changed. */
    public Subject inRooms() {
        return new Subject(feature, bundle, probes, advertised, true);
    }

    @Override
    public String toString() {
        return feature;
    }
}
