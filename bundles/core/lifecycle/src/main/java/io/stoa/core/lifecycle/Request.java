package io.stoa.core.lifecycle;

import java.util.Locale;
import java.util.Optional;

/**
 * What somebody wants to be done with a feature. Immutable.
 *
 * @param verb what
 * @param feature its name, or "" when the file says
 * @param file what is brought, or ""
 * @param domain the one domain it is about, or ""
 * @param cascade whether dependents may be stopped, and what is required may be started
 * @param downgrade whether an older version may replace a newer one
 */
public record Request(
        Verb verb, String feature, String file, String domain, boolean cascade, boolean downgrade) {

    /** The verbs that change something. */
    public enum Verb {
        /** Switch on. */
        START("started"),
        /** Switch off. */
        STOP("stopped"),
        /** Bring a new feature. */
        INSTALL("installed"),
        /** Replace by another version, or start afresh. */
        UPDATE("updated"),
        /** What a file in {@code deploy/} says: install or update, and run. */
        DEPLOY("deployed"),
        /** Return to the version before. */
        ROLLBACK("rolled back"),
        /** Take away what was brought. */
        REMOVE("removed"),
        /** Return to the set before a change. */
        UNDO("undone");

        private final String participle;

        Verb(String participle) {
            this.participle = participle;
        }

        /** Returns the word for “it was …”. */
        public String participle() {
            return participle;
        }

        /** Returns the verb as it is written. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Finds a verb by its word. */
        public static Optional<Verb> of(String word) {
            for (Verb verb : values()) {
                if (verb.word().equals(word)) {
                    return Optional.of(verb);
                }
            }
            return Optional.empty();
        }
    }

    /** Makes a request about a feature. */
    public static Request of(Verb verb, String feature) {
        return new Request(verb, feature, "", "", false, false);
    }
}
