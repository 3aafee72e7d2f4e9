package io.stoa.admin.shell;

import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import io.stoa.admin.Console;
import io.stoa.admin.Shell;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * {@code stoa shell}: a Gogo session, line by line. Besides the server's commands there are those
 * of Felix that only look ({@code felix:lb} lists bundles); {@link GogoLine} keeps out the others.
 * Thread-safe.
 */
@Component
public final class GogoShell implements Shell {

    private final CommandProcessor processor;

    /** Takes Gogo. */
    @Activate
    public GogoShell(@Reference(policyOption = GREEDY) CommandProcessor processor) {
        this.processor = processor;
    }

    @Override
    public void run(Console console) {
        PrintStream out = new PrintStream(new ConsoleStream(console), true, StandardCharsets.UTF_8);
        try (CommandSession session =
                processor.createSession(InputStream.nullInputStream(), out, out)) {
            session.put("SCOPE", "stoa:felix");
            session.put(GogoCommand.CONSOLE, console);
            if (console.interactive()) {
                console.print("“help” lists the commands, “exit” leaves the shell.");
            }
            String prompt = console.interactive() ? "stoa> " : "";
            Optional<String> line = console.line(prompt);
            while (line.isPresent() && !line.get().strip().equals("exit")) {
                execute(session, line.get().strip(), console);
                out.flush();
                line = console.line(prompt);
            }
        }
    }

    /** Gogo lets every command throw what it likes: this is where it ends. */
    private static void execute(CommandSession session, String line, Console console) {
        Optional<String> complaint = GogoLine.complaint(line);
        if (line.isEmpty() || complaint.isPresent()) {
            complaint.ifPresent(it -> console.warn("stoa: " + it));
            return;
        }
        try {
            Object result = session.execute(line);
            if (result != null) {
                console.print(session.format(result, Converter.INSPECT).toString());
            }
        } catch (Exception refused) {
            console.warn("stoa: " + refused.getMessage());
        }
    }
}
