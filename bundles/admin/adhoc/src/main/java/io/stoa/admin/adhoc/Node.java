package io.stoa.admin.adhoc;

import io.stoa.admin.AdminException;
import io.stoa.commands.Outcome;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.StanzaException;

import java.util.Optional;

/** A command as XEP-0050 sees it: a node with at most one form and one plan. Thread-safe. */
interface Node {

    /** Returns the node. */
    String uri();

    /** Returns what people see in the list. */
    String title();

    /** Tells whether the form is followed by a plan, so that it is not the last stage. */
    boolean asks();

    /**
     * Returns the form to fill in; empty when there is nothing to say.
     *
     * @param filled what was filled in before, if anything was: it is shown again
     */
    Optional<DataForm> form(Caller caller, Optional<DataForm> filled);

    /**
     * Takes a form that was filled in.
     *
     * @param filled the form, empty when there was none to fill in
     * @throws StanzaException {@code bad-payload} when something is missing or malformed
     */
    Task task(Caller caller, Optional<DataForm> filled);

    /** What is to be done. */
    interface Task {

        /**
         * Says what would be done; empty when nobody need be asked.
         *
         * @throws AdminException when it could not be done
         */
        Optional<Outcome> plan();

        /**
         * Does it.
         *
         * @throws AdminException when it cannot be done
         */
        Outcome run();
    }
}
