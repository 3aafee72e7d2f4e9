package io.stoa.core.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What can be configured: every key of every PID. Immutable.
 *
 * @param pids the keys by PID and name
 */
record Schema(Map<String, SequencedMap<String, Key>> pids) {

    private static final SequencedMap<String, Key> NONE = new LinkedHashMap<>();

    Schema {
        pids = Map.copyOf(pids);
    }

    Optional<Key> key(Setting setting) {
        return Optional.ofNullable(pids.get(setting.pid())).map(keys -> keys.get(setting.key()));
    }

    /** Tells whether everything in another schema is in this one, and the same. */
    boolean knows(Schema other) {
        return other.pids().entrySet().stream()
                .allMatch(it -> same(it.getValue(), pids.getOrDefault(it.getKey(), NONE)));
    }

    private static boolean same(SequencedMap<String, Key> some, SequencedMap<String, Key> others) {
        return some.values().stream()
                .allMatch(
                        it -> {
                            Key other = others.get(it.name());
                            return other != null && other.reads(it);
                        });
    }

    /** Says why a setting means nothing, and what may have been meant; empty when all is well. */
    Optional<String> complaint(Setting setting) {
        SequencedMap<String, Key> keys = pids.get(setting.pid());
        if (keys == null) {
            return Optional.of(
                    "%s: nothing here is configured by %s%s"
                            .formatted(
                                    setting.source(),
                                    setting.pid(),
                                    meant(setting.pid(), pids.keySet())));
        }
        return keys.containsKey(setting.key())
                ? Optional.empty()
                : Optional.of(
                        "%s: %s has no key %s%s"
                                .formatted(
                                        setting.source(),
                                        setting.pid(),
                                        setting.key(),
                                        meant(setting.key(), keys.keySet())));
    }

    private static String meant(String wrong, Collection<String> right) {
        return right.stream()
                .min(
                        Comparator.comparingInt((String it) -> distance(wrong, it))
                                .thenComparing(Comparator.naturalOrder()))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /** Counts the letters to insert, remove or replace (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                corner = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
