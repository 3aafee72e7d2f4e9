package io.stoa.admin;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;

/**
 * An administrative command. Every face (command line, shell, XEP-0050) shows the same definition;
 * the registry checks the right and keeps the audit log. Thread-safe; may block.
 */
@ConsumerType
public interface AdminCommand {

    /** Returns what the command is called and takes. Always the same. */
    Spec spec();

    /**
     * Runs the command.
     *
     * @throws AdminException when it cannot be done, with a sentence that names cause and remedy
     */
    Report run(Form form);

    /**
     * Describes a command.
     *
     * @param name words in lower case, such as {@code account add}
     * @param title one sentence, imperative
     * @param help what else one should know: a paragraph with an example, or ""
     * @param fields what it takes, in the order of positional arguments
     * @param reads whether it changes nothing
     */
    record Spec(String name, String title, String help, List<Field> fields, boolean reads) {

        /** Copies the list. */
        public Spec {
            fields = List.copyOf(fields);
        }
    }
}
