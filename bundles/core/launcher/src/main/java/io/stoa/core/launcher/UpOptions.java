package io.stoa.core.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@code up} was told. What it means is told by core/config and admin/control, which find it
 * in the framework's properties.
 *
 * @param home the distribution
 * @param data the data directory
 * @param properties {@code stoa.*} properties for the framework
 * @param gateway the domain of a gateway that runs outside of its server, "" for a server
 */
record UpOptions(Path home, Path data, Map<String, String> properties, String gateway) {

    static final String HELP =
            """
            stoa up [OPTIONS]

              Start the server in the foreground. Ctrl-C or SIGTERM stops it in good order.

              --data DIR           the data directory, the only place that is written to
                                   (else $STOA_DATA, else data/ beside the program)
              --domain NAME        the domain to serve; for the very first start (else localhost)
              --port-offset N      add N to every port
              --set PID:key=value  override a configuration key, as often as needed, such as
                                   --set io.stoa.net.mina:port=15222
              --profile NAME       a documented set-up: lab, for tests and benchmarks
                                   (loopback only, registration open, no TLS needed)
              --ready-file FILE    write ports and pid to FILE as JSON once every port accepts
              --help               this text

              The very first start creates the domain, a certificate, and an administrator whose
              password is shown once. Exit code: 0 stopped in good order, 1 could not start,
              2 wrong options.
            """;

    private static final Map<String, String> SINGLE =
            Map.of(
                    "--data", "stoa.data",
                    "--domain", "stoa.domain",
                    "--port-offset", "stoa.port.offset",
                    "--profile", "stoa.profile",
                    "--ready-file", "stoa.ready.file");
    private static final Set<String> PATHS = Set.of("stoa.data", "stoa.ready.file");

    static UpOptions parse(List<String> words, Environment environment) {
        Map<String, String> properties = new HashMap<>();
        List<String> overrides = new ArrayList<>();
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (!option.equals("--set") && !SINGLE.containsKey(option)) {
                throw wrong("“" + word + "” is not an option of up");
            }
            String value = equals < 0 ? next(option, left) : word.substring(equals + 1);
            if (option.equals("--set")) {
                overrides.add(override(value));
            } else {
                String name = SINGLE.getOrDefault(option, "");
                properties.put(name, PATHS.contains(name) ? absolute(value) : value);
            }
        }
        checkNumber(properties.getOrDefault("stoa.port.offset", "0"));
        properties.put("stoa.set", String.join("\n", overrides));
        properties.put("stoa.home", environment.home().toString());
        Path data = Path.of(properties.getOrDefault("stoa.data", environment.data().toString()));
        properties.put("stoa.data", data.toString());
        return new UpOptions(environment.home(), data, Map.copyOf(properties), "");
    }

    private static String next(String option, Iterator<String> left) {
        if (!left.hasNext()) {
            throw wrong(option + " needs a value");
        }
        return left.next();
    }

    private static String override(String value) {
        if (!value.matches("(?s)[^:=\\s]+:[^=\\s]+\\s*=.*") || value.contains("\n")) {
            throw wrong("--set takes PID:key=value, not “" + value + "”");
        }
        return value;
    }

    private static void checkNumber(String offset) {
        if (!offset.matches("\\d{1,5}")) {
            throw wrong("--port-offset takes a number from 0, not “" + offset + "”");
        }
    }

    private static String absolute(String path) {
        if (path.isEmpty()) {
            throw wrong("a path must not be empty");
        }
        return Path.of(path).toAbsolutePath().normalize().toString();
    }

    private static LaunchException wrong(String what) {
        return new LaunchException(2, what + "; see stoa up --help");
    }
}
