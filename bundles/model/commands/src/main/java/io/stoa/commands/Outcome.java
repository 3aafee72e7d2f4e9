package io.stoa.commands;

import io.stoa.xml.Element;
import io.stoa.xml.Text;

import java.util.List;

/**
 * What a command has done or would do: notes (XEP-0050 §4.3) and forms. Immutable.
 *
 * @param notes the notes
 * @param data forms of the type {@code result}, if there is more to show; seldom more than one
 */
public record Outcome(List<Note> notes, List<Element> data) {

    /** How serious a note is. */
    public enum Severity {
        /** It is told. */
        INFO,
        /** It is not as somebody may have meant it. */
        WARN,
        /** It could not be done. */
        ERROR
    }

    /**
     * A sentence for people.
     *
     * @param severity how serious it is
     * @param text the sentence
     */
    public record Note(Severity severity, String text) {

        /** Cleans the text: what commands tell of may have any characters. */
        public Note {
            text = Text.clean(text);
        }
    }

    /** Copies the lists. */
    public Outcome {
        notes = List.copyOf(notes);
        data = List.copyOf(data);
    }

    /** Makes one with a single note. */
    public static Outcome of(Severity severity, String text) {
        return new Outcome(List.of(new Note(severity, text)), List.of());
    }
}
