package io.stoa.core.lifecycle.change;

import io.stoa.core.lifecycle.store.Pin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What has to be done to come from one set of bundles to another. Immutable.
 *
 * @param removed what leaves, the highest start level first
 * @param updated what is replaced, the lowest start level first
 * @param added what comes, the lowest start level first
 */
public record Diff(List<Pin> removed, List<Replaced> updated, List<Pin> added) {

    private static final Comparator<Pin> BY_LEVEL =
            Comparator.comparingInt(Pin::level).thenComparing(it -> it.id().toString());

    /** Copies the lists. */
    public Diff {
        removed = List.copyOf(removed);
        updated = List.copyOf(updated);
        added = List.copyOf(added);
    }

    /**
     * A bundle and its successor.
     *
     * @param before what runs
     * @param after what is to run
     */
    public record Replaced(Pin before, Pin after) {}

    /** Compares two sets, each by coordinates without version. */
    public static Diff between(Map<String, Pin> before, Map<String, Pin> after) {
        List<Pin> removed = new ArrayList<>();
        List<Replaced> updated = new ArrayList<>();
        List<Pin> added = new ArrayList<>();
        before.forEach(
                (key, pin) -> {
                    Pin successor = after.get(key);
                    if (successor == null) {
                        removed.add(pin);
                    } else if (!pin.same(successor)) {
                        updated.add(new Replaced(pin, successor));
                    }
                });
        after.forEach(
                (key, pin) -> {
                    if (!before.containsKey(key)) {
                        added.add(pin);
                    }
                });
        removed.sort(BY_LEVEL.reversed());
        updated.sort(Comparator.comparing(Replaced::after, BY_LEVEL));
        added.sort(BY_LEVEL);
        return new Diff(removed, updated, added);
    }

    /** Returns how many bundles it is about. */
    public int size() {
        return removed.size() + updated.size() + added.size();
    }

    /** Returns this with bundles that are replaced by themselves, for a fresh start. */
    public Diff renewing(List<Pin> pins) {
        List<Replaced> more = new ArrayList<>(updated);
        pins.stream()
                .filter(it -> more.stream().noneMatch(had -> had.after().equals(it)))
                .forEach(it -> more.add(new Replaced(it, it)));
        more.sort(Comparator.comparing(Replaced::after, BY_LEVEL));
        return new Diff(removed, more, added);
    }

    /** Tells whether there is nothing to do. */
    public boolean isEmpty() {
        return removed.isEmpty() && updated.isEmpty() && added.isEmpty();
    }
}
