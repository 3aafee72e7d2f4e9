package io.stoa.commands;

import io.stoa.stanza.DataForm;

import org.osgi.annotation.versioning.ConsumerType;

import java.util.Optional;

/**
 * A command that somebody may run (XEP-0050): a node with at most one form and at most one plan.
 * Thread-safe; may block.
 */
@ConsumerType
public interface Command {

    /** Returns its node, which is unique for who is asked. */
    String node();

    /** Returns what people see in the list. */
    String title();

    /** Tells whether the form is followed by a plan, so that it is not the last stage. */
    default boolean asks() {
        return false;
    }

    /**
     * Returns the form to fill in; empty when there is nothing to say.
     *
     * @param filled what was filled in before, if anything was: it is shown again
     * @throws CommandException when it cannot be done
     */
    Optional<DataForm> form(Optional<DataForm> filled);

    /**
     * Takes a form that was filled in.
     *
     * @param filled the form, empty when there was none to fill in
     * @throws io.stoa.stanza.StanzaException such as {@link Replies#badPayload} when something is
     *     missing or malformed: it may be filled in again
     * @throws CommandException when it cannot be done
     */
    Task task(Optional<DataForm> filled);

    /** What is to be done. It may wait for a yes, so it holds nothing that may leave meanwhile. */
    @ConsumerType
    interface Task {

        /**
         * Says what would be done; empty when nobody need be asked.
         *
         * @throws CommandException when it could not be done
         */
        default Optional<Outcome> plan() {
            return Optional.empty();
        }

        /**
         * Does it.
         *
         * @throws CommandException when it cannot be done
         */
        Outcome run();
    }
}
