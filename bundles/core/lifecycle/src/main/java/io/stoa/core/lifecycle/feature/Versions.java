package io.stoa.core.lifecycle.feature;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which of two versions is newer: numbers as numbers, words after nothing, SNAPSHOT before it. */
public final class Versions {

    /** From old to new. */
    public static final Comparator<String> OLDEST_FIRST = Versions::compare;

    private static final String NOTHING = "0";

    private Versions() {}

    private static int compare(String one, String other) {
        List<String> left = parts(one);
        List<String> right = parts(other);
        for (int at = 0; at < Math.max(left.size(), right.size()); at++) {
            int order =
                    comparePart(
                            at < left.size() ? left.get(at) : NOTHING,
                            at < right.size() ? right.get(at) : NOTHING);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<String> parts(String version) {
        return Arrays.stream(version.split("[.+_-]", -1)).toList();
    }

    private static int comparePart(String one, String other) {
        boolean number = one.matches("[0-9]{1,18}");
        boolean otherNumber = other.matches("[0-9]{1,18}");
        if (number && otherNumber) {
            return Long.compare(Long.parseLong(one), Long.parseLong(other));
        }
        if (number != otherNumber) {
            int sign = number ? 1 : -1;
            boolean before = (number ? other : one).equals("SNAPSHOT");
            return before ? sign : -sign;
        }
        return one.compareTo(other);
    }
}
