package io.stoa.core.launcher;

import java.util.Arrays;
import java.util.List;

/**
 * {@code up OPTIONS} runs the server here, {@code gateway OPTIONS} a gateway outside of its server;
 * {@code call WORDS} asks one that runs.
 */
public final class Main {

    private Main() {}

    /** Runs and ends the JVM with the exit code. */
    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), Terminal.standard()));
    }

    static int run(List<String> args, Terminal terminal) {
        String mode = args.isEmpty() ? "" : args.getFirst();
        List<String> rest = args.isEmpty() ? args : args.subList(1, args.size());
        try {
            return switch (mode) {
                case "up" -> up(rest, terminal);
                case "gateway" -> gateway(rest, terminal);
                case "call" -> new Client(Environment.ofProcess(), terminal).call(rest);
                default -> throw new LaunchException(2, "say up, gateway or call");
            };
        } catch (LaunchException refused) {
            terminal.error("stoa: " + refused.getMessage());
            return refused.code();
        }
    }

    private static int up(List<String> words, Terminal terminal) {
        if (words.contains("--help")) {
            terminal.print(UpOptions.HELP);
            return 0;
        }
        return new Server(UpOptions.parse(words, Environment.ofProcess()), terminal).run();
    }

    private static int gateway(List<String> words, Terminal terminal) {
        if (words.contains("--help")) {
            terminal.print(GatewayOptions.HELP);
            return 0;
        }
        return new Server(GatewayOptions.parse(words, Environment.ofProcess()), terminal).run();
    }
}
