package io.stoa.admin.adhoc;

import io.stoa.admin.AdminCommand;
import io.stoa.admin.AdminException;
import io.stoa.admin.Administration;
import io.stoa.admin.Form;
import io.stoa.admin.Report;
import io.stoa.jid.BareJid;

import java.util.Map;
import java.util.Optional;

/**
 * Runs commands in the name of an account, which the registry checks and writes down. Thread-safe.
 */
record Caller(Administration administration, BareJid account) {

    /** A command with the values of its fields. */
    record Call(String command, Map<String, String> values) {

        /** Copies the map. */
        Call {
            values = Map.copyOf(values);
        }

        /** The values stay out of every log: there may be passwords among them. */
        @Override
        public String toString() {
            return command;
        }
    }

    Optional<AdminCommand.Spec> command(String name) {
        return administration.command(name);
    }

    /**
     * Says what a call would do.
     *
     * @throws AdminException when it could not be done
     */
    Optional<Report> plan(Call call) {
        return administration.plan(call.command(), form(call), account);
    }

    /**
     * Does it.
     *
     * @throws AdminException when it cannot be done
     */
    Report run(Call call) {
        return administration.run(call.command(), form(call), account);
    }

    private Form form(Call call) {
        return new Form(call.values(), account.toString());
    }
}
