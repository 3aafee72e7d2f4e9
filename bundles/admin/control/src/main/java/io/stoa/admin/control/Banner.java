package io.stoa.admin.control;

import io.stoa.stream.Listener;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the server says when it is ready: ports, data, and what to try next. */
final class Banner {

    private Banner() {}

    static String text(
            String version,
            List<String> domains,
            List<Listener> ports,
            Path data,
            Optional<FirstAdministrator.Created> administrator) {
        List<String> lines = new ArrayList<>();
        lines.add("Stoa " + version + " serves " + String.join(", ", domains));
        lines.add("  ports  " + ports(ports));
        lines.add("  data   " + data);
        administrator.ifPresent(
                made -> {
                    lines.add("");
                    lines.add("  The first administrator; the password is shown only now:");
                    lines.add("    address   " + made.account());
                    lines.add("    password  " + made.password());
                });
        lines.add("");
        lines.add("  Next, in another terminal:");
        lines.add("    stoa status                         what is running");
        lines.add("    stoa account add juliet@" + padded(domains.getFirst()) + "an account");
        lines.add("    connect a client to " + domains.getFirst() + client(ports));
        lines.add("  Ctrl-C stops the server.");
        return String.join("\n", lines);
    }

    private static String padded(String domain) {
        return domain + " ".repeat(Math.max(2, 12 - domain.length()));
    }

    private static String ports(List<Listener> ports) {
        return ports.stream()
                .map(port -> port.name() + " " + host(port.address()) + ":" + port.port())
                .collect(Collectors.joining(", "));
    }

    private static String host(String address) {
        if (address.equals("0.0.0.0") || address.equals("0:0:0:0:0:0:0:0")) {
            return "*";
        }
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static String client(List<Listener> ports) {
        return ports.stream()
                .filter(port -> port.name().equals("c2s"))
                .map(port -> ", port " + port.port())
                .findFirst()
                .orElse("");
    }
}
