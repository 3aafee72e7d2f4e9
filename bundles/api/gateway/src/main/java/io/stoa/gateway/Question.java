package io.stoa.gateway;

/**
 * Something asked at registration. Immutable.
 *
 * @param name the field's name, such as {@code username}
 * @param label what it means, for people
 * @param kind what is answered
 * @param required whether it must be answered
 */
public record Question(String name, String label, Kind kind, boolean required) {

    /** What is answered. */
    public enum Kind {
        /** A line of text, which is shown again. */
        TEXT,
        /** A line of text, which is never shown. */
        SECRET,
        /** {@code true} or {@code false}. */
        FLAG
    }

    /** Makes a question for a line of text, which must be answered. */
    public static Question text(String name, String label) {
        return new Question(name, label, Kind.TEXT, true);
    }

    /** Makes a question for a secret, which must be answered. */
    public static Question secret(String name, String label) {
        return new Question(name, label, Kind.SECRET, true);
    }

    /** Makes a question for a yes or a no; the answer is {@code true} or {@code false}. */
    public static Question flag(String name, String label) {
        return new Question(name, label, Kind.FLAG, false);
    }

    /** Returns this question, which need not be answered. */
    public Question optional() {
        return new Question(name, label, kind, false);
    }
}
