package io.stoa.commands;

import io.stoa.jid.Jid;
import io.stoa.stanza.DataForm;

import java.util.Optional;

/**
 * A session: one execution of a command by one requester (XEP-0050 §3.3). Immutable.
 *
 * @param id its id
 * @param requester the full JID that began it
 * @param node the command's node
 * @param filled the form that was filled in, empty before
 * @param task what waits for a yes, empty while the form is to be filled in
 */
record Run(
        String id,
        Jid requester,
        String node,
        Optional<DataForm> filled,
        Optional<Command.Task> task) {

    static Run begin(String id, Jid requester, String node) {
        return new Run(id, requester, node, Optional.empty(), Optional.empty());
    }

    /** The plan is shown next. */
    Run planning(Optional<DataForm> form, Command.Task what) {
        return new Run(id, requester, node, form, Optional.of(what));
    }

    /** The form is shown again. */
    Run back() {
        return new Run(id, requester, node, filled, Optional.empty());
    }

    /** What was filled in stays out of every log: there may be passwords in it. */
    @Override
    public String toString() {
        return "Run[" + node + " of " + requester + "]";
    }
}
