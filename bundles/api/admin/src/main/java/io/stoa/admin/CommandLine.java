package io.stoa.admin;

import org.osgi.annotation.versioning.ProviderType;

import java.util.List;

/** The commands as words and text, for faces that are terminals. Thread-safe; may block. */
@ProviderType
public interface CommandLine {

    /**
     * Runs a command.
     *
     * @param words the command's name, its arguments and options; {@code --help} and {@code --json}
     *     are understood everywhere, {@code --yes} where a command asks, {@code --once} where it is
     *     live
     * @param console where the answer goes
     * @return the exit code: 0 done, 1 it could not be done or was not confirmed, 2 it was called
     *     wrongly
     */
    int run(List<String> words, Console console);
}
