package io.stoa.service.gatewayirc.wire;

import io.stoa.gateway.NamedCertificate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network as it is configured. Immutable.
 *
 * @param name what it is called in addresses
 * @param tls whether TLS begins with the connection
 * @param pin the SHA-256 of the certificate that it must have, in small hexadecimal digits; "" when
 *     one for its name that this machine trusts will do
 */
public record NetworkSpec(String name, String host, int port, boolean tls, String pin) {

    private static final Pattern WRITTEN =
            Pattern.compile(
                    "([a-z0-9][a-z0-9.-]*)\\s+(\\S+)\\s+(\\d{1,5})\\s+"
                            + "(?:(tls)(?:\\s+([0-9A-Fa-f:]+))?|plain)");

    /** Reads a network. */
    public static NetworkSpec parse(String line) {
        Matcher matcher = WRITTEN.matcher(line.strip());
        if (!matcher.matches()) {
            throw malformed(line);
        }
        String pin = matcher.group(5);
        return new NetworkSpec(
                matcher.group(1),
                matcher.group(2),
                Integer.parseInt(matcher.group(3)),
                matcher.group(4) != null,
                pin == null ? "" : NamedCertificate.digest(pin).orElseThrow(() -> malformed(line)));
    }

    private static IllegalArgumentException malformed(String line) {
        return new IllegalArgumentException(
                "a network is 'name host port tls', 'name host port tls FINGERPRINT' with the"
                        + " SHA-256 of its certificate, or 'name host port plain', not: "
                        + line);
    }

    /** Reads networks; what is blank is none. */
    public static List<NetworkSpec> parse(String[] lines) {
        return List.of(lines).stream().filter(it -> !it.isBlank()).map(NetworkSpec::parse).toList();
    }
}
