package io.stoa.admin;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.List;
import java.util.Optional;

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
     * Says what {@link #run} would do with this form, for a command that {@linkplain Manner#ASKS
     * asks}. Changes nothing. What is true now may not be when it runs: {@link #run} looks again.
     *
     * @return the plan, or empty when there is nothing worth asking about
     * @throws AdminException when it could not be done
     */
    default Optional<Report> plan(Form form) {
        return Optional.empty();
    }

    /** How a face has a command run. */
    enum Manner {
        /** At once. */
        PLAIN,
        /**
         * Plan first, ask, then act. On a terminal {@code --yes} skips the plan and the question; a
         * program that does not say it gets the plan and a refusal. Over XMPP the plan is the
         * second step (XEP-0050 §2.4).
         */
        ASKS,
        /** Again and again on a terminal until somebody has seen enough, as top(1) does. */
        LIVE
    }

    /**
     * Describes a command.
     *
     * @param name words in lower case, such as {@code account add}
     * @param title one sentence, imperative
     * @param help what else one should know: a paragraph with an example, or ""
     * @param fields what it takes, in the order of positional arguments
     * @param reads whether it changes nothing, and shows nothing that is somebody's own: then it is
     *     not in the audit log
     * @param manner how it is run
     */
    record Spec(
            String name,
            String title,
            String help,
            List<Field> fields,
            boolean reads,
            Manner manner) {

        /** Copies the list. */
        public Spec {
            fields = List.copyOf(fields);
        }

        /** Describes a command that is run at once. */
        public Spec(String name, String title, String help, List<Field> fields, boolean reads) {
            this(name, title, help, fields, reads, Manner.PLAIN);
        }

        /** Describes a command that shows its plan and asks before it changes anything. */
        public static Spec asking(String name, String title, String help, List<Field> fields) {
            return new Spec(name, title, help, fields, false, Manner.ASKS);
        }
    }
}
