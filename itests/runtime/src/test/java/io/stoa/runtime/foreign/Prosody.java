package io.stoa.runtime.foreign;

import io.stoa.testkit.TcpClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prosody, which serves {@code stoa.example} and has one component. */
final class Prosody {

    private final Installed program;
    private final Path folder;
    private final int clients;

    private Prosody(Installed program, Path folder, int clients) {
        this.program = program;
        this.folder = folder;
        this.clients = clients;
    }

    /** Finds it; where it is not installed the test is skipped. */
    static Prosody installed(Path folder) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Prosody(Installed.program("prosody"), folder, free.getLocalPort());
        }
    }

    /** Starts it, with an account for Juliet. */
    Process start(int components, String secret) throws IOException {
        Path accounts = folder.resolve("prosody/stoa%2eexample/accounts");
        Files.createDirectories(accounts);
        Files.writeString(
                accounts.resolve("juliet.dat"), "return { [\"password\"] = \"secret\"; };\n");
        Path configuration = folder.resolve("prosody.cfg.lua");
        Files.writeString(configuration, configuration(components, secret));
        return program.start(
                folder.resolve("prosody.log"), "-F", "--config", configuration.toString());
    }

    private String configuration(int components, String secret) {
        return """
        run_as_root = true
        daemonize = false
        pidfile = "%1$s/prosody.pid"
        data_path = "%1$s/prosody"
        interfaces = { "127.0.0.1" }
        c2s_ports = { %2$d }
        c2s_direct_tls_ports = { }
        s2s_ports = { }
        component_ports = { %3$d }
        component_interfaces = { "127.0.0.1" }
        c2s_require_encryption = false
        allow_unencrypted_plain_auth = true
        authentication = "internal_plain"
        modules_enabled = { "roster", "saslauth", "disco" }
        modules_disabled = { "s2s" }
        VirtualHost "stoa.example"
        Component "irc.stoa.example"
            component_secret = "%4$s"
        """
                .formatted(folder, clients, components, secret);
    }

    /** Connects as soon as it listens. */
    TcpClient connect(String account, String password) {
        long deadline = System.currentTimeMillis() + 20_000;
        while (true) {
            try {
                return TcpClient.connect(clients, account, password, "chamber");
            } catch (UncheckedIOException notYet) {
                if (System.currentTimeMillis() > deadline) {
                    throw notYet;
                }
                Thread.onSpinWait();
            }
        }
    }
}
