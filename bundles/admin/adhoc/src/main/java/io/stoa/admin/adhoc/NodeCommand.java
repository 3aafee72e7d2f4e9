package io.stoa.admin.adhoc;

import io.stoa.admin.AdminException;
import io.stoa.commands.Command;
import io.stoa.commands.CommandException;
import io.stoa.commands.Outcome;
import io.stoa.stanza.Condition;
import io.stoa.stanza.DataForm;
import io.stoa.stanza.StanzaError;
import io.stoa.stanza.StanzaException;

import java.util.Optional;
import java.util.function.Supplier;

/** A node as one administrator may run it. Thread-safe. */
record NodeCommand(Node of, Caller caller) implements Command {

    @Override
    public String node() {
        return of.uri();
    }

    @Override
    public String title() {
        return of.title();
    }

    @Override
    public boolean asks() {
        return of.asks();
    }

    @Override
    public Optional<DataForm> form(Optional<DataForm> filled) {
        return told(() -> of.form(caller, filled));
    }

    @Override
    public Task task(Optional<DataForm> filled) {
        Node.Task task = told(() -> of.task(caller, filled));
        return new Task() {
            @Override
            public Optional<Outcome> plan() {
                return told(task::plan);
            }

            @Override
            public Outcome run() {
                return told(task::run);
            }
        };
    }

    /** XEP-0050 §3.6: what fails has completed; XEP-0133 §6 has a conflict apart. */
    private <R> R told(Supplier<R> what) {
        try {
            return what.get();
        } catch (AdminException refused) {
            if (refused.conflict() && of instanceof ServiceNode) {
                throw new StanzaException(StanzaError.of(Condition.CONFLICT, refused.getMessage()));
            }
            throw new CommandException(String.valueOf(refused.getMessage()));
        }
    }
}
