package io.stoa.admin;

import io.stoa.jid.BareJid;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;
import java.util.Optional;

/** All commands of this server, for the faces that show them. Thread-safe; may block. */
@ProviderType
public interface Administration {

    /** Returns the commands in the order of their names. */
    List<AdminCommand.Spec> commands();

    /** Finds a command by its name. */
    Optional<AdminCommand.Spec> command(String name);

    /**
     * Runs a command for the OS user who runs the server; writes an audit entry.
     *
     * @param name the command's name
     * @param form the filled form
     * @throws AdminException when there is no such command, a required field is missing, or it
     *     cannot be done
     */
    Report run(String name, Form form);

    /**
     * Runs a command for an account; writes an audit entry.
     *
     * @throws AdminException also when the account is not an administrator
     */
    Report run(String name, Form form, BareJid actor);

    /**
     * Says what a command would do, for the OS user who runs the server.
     *
     * @return the plan, or empty when the command may run without asking
     * @throws AdminException as {@link #run(String, Form)}
     */
    Optional<Report> plan(String name, Form form);

    /**
     * Says what a command would do, for an account.
     *
     * @throws AdminException also when the account is not an administrator
     */
    Optional<Report> plan(String name, Form form, BareJid actor);

    /** Tells whether an account may run commands. */
    boolean admits(BareJid account);
}
