package io.stoa.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A feature under test.
 *
 * @param feature its name
 * @param bundle the symbolic name of the bundle that is replaced, stopped, broken
 * @param probes what it answers; none for a feature that only sees what passes
 * @param advertised what the server's {@code disco#info} says while it runs
 * @param marks how people use the server while it is changed
 */
public record Subject(
        String feature, String bundle, List<Probe> probes, List<String> advertised, Marks marks) {

    /**
     * How people use the server meanwhile.
     *
     * @param name what it is called in the findings
     * @param venue where people talk in rooms, too, if they do
     * @param manner what they notice
     */
    public record Marks(String name, Optional<Venue> venue, Manner manner) {}

    /** Copies the lists. */
    public Subject {
        probes = List.copyOf(probes);
        advertised = List.copyOf(advertised);
    }

    /** Names a feature and its bundle. */
    public static Subject of(String feature, String bundle) {
        return new Subject(
                feature,
                bundle,
                List.of(),
                List.of(),
                new Marks(feature, Optional.empty(), Manner.STAYING));
    }

    /** Names a bundle of a feature that has several. */
    public static Subject part(String feature, String bundle) {
        String name = feature + "/" + bundle.substring(bundle.lastIndexOf('.') + 1);
        return of(feature, bundle).marked(new Marks(name, Optional.empty(), Manner.STAYING));
    }

    /** Tells whether the bundle is the whole feature. */
    public boolean whole() {
        return name().equals(feature);
    }

    /** Returns what it is called in the findings. */
    public String name() {
        return marks.name();
    }

    /** Returns where people talk in rooms, too, while it is changed, if they do. */
    public Optional<Venue> venue() {
        return marks.venue();
    }

    /** Returns what people notice when it is replaced. */
    public Manner manner() {
        return marks.manner();
    }

    private Subject marked(Marks others) {
        return new Subject(feature, bundle, probes, advertised, others);
    }

    /** Adds a request that it answers. */
    public Subject answers(Probe probe) {
        List<Probe> more = new ArrayList<>(probes);
        more.add(probe);
        return new Subject(feature, bundle, more, advertised, marks);
    }

    /** Adds a feature that the server advertises while it runs. */
    public Subject advertises(String variable) {
        List<String> more = new ArrayList<>(advertised);
        more.add(variable);
        return new Subject(feature, bundle, probes, more, marks);
    }

    /** Has people talk in rooms, too, while it is changed. */
    public Subject inRooms() {
        return inRooms(Venue.CONFERENCE);
    }

    /** The same in rooms of another place. */
    public Subject inRooms(Venue venue) {
        return marked(new Marks(name(), Optional.of(venue), manner()));
    }

    /** Has people come back with their sessions when their streams end by its replacement. */
    public Subject returning() {
        return marked(new Marks(name(), venue(), Manner.RETURNING));
    }

    /** The same without what it answers and advertises. */
    public Subject silent() {
        return new Subject(feature, bundle, List.of(), List.of(), marks);
    }

    @Override
    public String toString() {
        return name();
    }
}
