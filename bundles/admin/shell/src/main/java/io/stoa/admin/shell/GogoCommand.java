package io.stoa.admin.shell;

import io.stoa.admin.CommandLine;
import io.stoa.admin.Console;

import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The commands that begin with one word, such as {@code account}, as one Gogo command. Thread-safe.
 */
final class GogoCommand implements Function {

    /** Under this name a session holds its {@link Console}. */
    static final String CONSOLE = ".stoa.console";

    private final String word;
    private final CommandLine commands;

    GogoCommand(String word, CommandLine commands) {
        this.word = word;
        this.commands = commands;
    }

    @Override
    public @Nullable Object execute(CommandSession session, List<Object> arguments) {
        if (session.get(CONSOLE) instanceof Console console) {
            List<String> words = new ArrayList<>(List.of(word));
            arguments.forEach(argument -> words.add(String.valueOf(argument)));
            commands.run(words, console);
        }
        return null;
    }
}
