package io.stoa.lifecycle;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a feature counts, for {@code admin/metrics} to show. A component of the feature registers
 * it, and the figures go with the component. Thread-safe; must be quick and must not block.
 */
@ConsumerType
public interface Figures {

    /** Returns all figures as they are now. */
    List<Figure> now();

    /** What becomes of a figure. */
    enum Kind {
        /** It goes up and down. */
        LEVEL,
        /** It only grows, since the feature came. */
        TOTAL
    }

    /**
     * A figure. Figures of one name are told apart by their labels; the bundle is a label besides.
     *
     * @param name its name, such as {@code gateway_sessions}: small letters and underlines, without
     *     the {@code stoa_} in front and without {@code _total}
     * @param help what is counted, a sentence; the same for all figures of one name
     * @param kind what becomes of it
     * @param labels what it is of, by names of small letters
     * @param value how many
     */
    record Figure(String name, String help, Kind kind, Map<String, String> labels, long value) {

        private static final Pattern NAME = Pattern.compile("[a-z]+(_[a-z]+)*");

        /** Copies the labels; refuses names that cannot be shown. */
        public Figure {
            labels = Map.copyOf(labels);
            if (!NAME.matcher(name).matches() || name.endsWith("_total")) {
                throw new IllegalArgumentException(name + " is not the name of a figure");
            }
            for (String label : labels.keySet()) {
                if (!NAME.matcher(label).matches() || label.equals("bundle")) {
                    throw new IllegalArgumentException(label + " is not the name of a label");
                }
            }
        }

        /** Makes a figure that goes up and down. */
        public static Figure level(
                String name, String help, Map<String, String> labels, long value) {
            return new Figure(name, help, Kind.LEVEL, labels, value);
        }

        /** Makes a figure that only grows. */
        public static Figure total(
                String name, String help, Map<String, String> labels, long value) {
            return new Figure(name, help, Kind.TOTAL, labels, value);
        }
    }
}
