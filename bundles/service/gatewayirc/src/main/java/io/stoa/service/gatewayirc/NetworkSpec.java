package io.stoa.service.gatewayirc;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network as it is configured. Immutable.
 *
 * @param name what it is called in addresses
 * @param tls whether TLS begins with the connection
 */
record NetworkSpec(String name, String host, int port, boolean tls) {

    private static final Pattern WRITTEN =
            Pattern.compile("([a-z0-9][a-z0-9.-]*)\\s+(\\S+)\\s+(\\d{1,5})\\s+(tls|plain)");

    /** Reads {@code name host port tls} or {@code name host port plain}. */
    static NetworkSpec parse(String line) {
        Matcher matcher = WRITTEN.matcher(line.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a network is 'name host port tls' or 'name host port plain', not: " + line);
        }
        return new NetworkSpec(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4).equals("tls"));
    }

    static List<NetworkSpec> parse(String[] lines) {
        return List.of(lines).stream().filter(it -> !it.isBlank()).map(NetworkSpec::parse).toList();
    }
}
