package io.stoa.core.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What {@code gateway run} was told, as options of {@code up}. Stateless. */
final class GatewayOptions {

    static final String HELP =
            """
            stoa gateway run DOMAIN [OPTIONS]

              Run a gateway outside of its server, in the foreground. It connects to the server as
              the component DOMAIN (XEP-0114), whichever server that is. Ctrl-C stops it in good
              order. DOMAIN is the gateway's name under the domain whose people it is for: irc is
              the gateway to IRC.

              --server HOST:PORT   where the server takes components (else 127.0.0.1:5347)
              --secret-file FILE   a file whose first line is the secret that the server has for
                                   DOMAIN
              --network NETWORK    a network of IRC, as often as needed, such as
                                   --network 'libera irc.libera.chat 6697 tls'
              --data DIR           the data directory, the only place that is written to
                                   (else data-DOMAIN beside the usual one)
              --set PID:key=value  override a configuration key, as often as needed
              --ready-file FILE    write the pid to FILE as JSON once the first attempt to connect
                                   is over
              --help               this text

              What is not said here may stand in DIR/config, see docs/configuration.md.
              Example, with Stoa as the server on the same machine:
                stoa component add irc.example.org --secret 'choose one'
                (umask 077; echo 'choose one' > irc.secret)
                stoa gateway run irc.example.org --secret-file irc.secret \\
                    --network 'libera irc.libera.chat 6697 tls'
            """;

    private static final String SERVER = "io.stoa.net.uplink:server";
    private static final String SECRET = "io.stoa.net.uplink:secretFile";
    private static final String NETWORKS = "io.stoa.service.gatewayirc:networks";

    private GatewayOptions() {}

    static UpOptions parse(List<String> words, Environment environment) {
        String domain = words.isEmpty() ? "" : words.getFirst();
        int dot = domain.indexOf('.');
        if (dot <= 0 || dot == domain.length() - 1 || domain.startsWith("-")) {
            throw wrong(
                    "the first word is the gateway's domain, such as irc.example.org, not “"
                            + domain
                            + "”");
        }
        List<String> up = new ArrayList<>(List.of("--domain", domain.substring(dot + 1)));
        set(up, "io.stoa.core.router:accounts", "false");
        set(up, "io.stoa.net.uplink:domain", domain);
        String data = translated(words.subList(1, words.size()), up);
        up.addAll(List.of("--data", data.isEmpty() ? usual(environment, domain) : data));
        UpOptions options = UpOptions.parse(up, environment);
        Map<String, String> properties = new HashMap<>(options.properties());
        properties.put("stoa.place", "gateway");
        return new UpOptions(options.home(), options.data(), Map.copyOf(properties), domain);
    }

    /** Adds what the words mean to the options of up; returns the data directory, if said. */
    private static String translated(List<String> words, List<String> up) {
        List<String> networks = new ArrayList<>();
        String data = "";
        Iterator<String> left = words.iterator();
        while (left.hasNext()) {
            String word = left.next();
            int equals = word.indexOf('=');
            String option = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && !left.hasNext()) {
                throw wrong(word + " needs a value, or is none of the options");
            }
            String value = equals < 0 ? left.next() : word.substring(equals + 1);
            switch (option) {
                case "--data" -> data = value;
                case "--set", "--ready-file" -> up.addAll(List.of(option, value));
                case "--network" -> networks.add(value);
                case "--server" -> set(up, SERVER, value);
                case "--secret-file" ->
                        set(up, SECRET, Path.of(value).toAbsolutePath().normalize().toString());
                default -> throw wrong("“" + word + "” is not an option of gateway run");
            }
        }
        if (!networks.isEmpty()) {
            set(up, NETWORKS, String.join(",", networks));
        }
        return data;
    }

    private static void set(List<String> up, String key, String value) {
        up.addAll(List.of("--set", key + "=" + value));
    }

    private static String usual(Environment environment, String domain) {
        Path data = environment.data();
        return data.resolveSibling(data.getFileName() + "-" + domain).toString();
    }

    private static LaunchException wrong(String what) {
        return new LaunchException(2, what + "; see stoa gateway run --help");
    }
}
